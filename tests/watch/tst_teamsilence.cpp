#include "silencewords.h"
#include "teamsilence.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

TeamNote muted()
{
    return {.id = u"1"_s,
            .kind = TeamNote::Kind::Mute,
            .by = u"Ada"_s,
            .reason = u"the line is being repaired"_s,
            .madeAt = now,
            .until = now.addSecs(3'600)};
}

} // namespace

class TestTeamSilence final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNoteWithoutAScopeIsOfEverything()
    {
        const std::optional<Silence> silence = silenceFrom(muted());
        QVERIFY(silence);
        QCOMPARE(silence->scope, SilenceScope{});
        QCOMPARE(silence->by, u"Ada"_s);
        QCOMPARE(silence->noteId, u"1"_s);
        QVERIFY(periodAt(*silence, now));
        QVERIFY(!periodAt(*silence, now.addSecs(3'600)));
    }

    void aViewOfAnotherUserIsItsQuery()
    {
        TeamNote note = muted();
        note.view = u"Nightly"_s;
        note.query = u"rule:nightly"_s;
        const SilenceScope scope = silenceFrom(note)->scope;
        QCOMPARE(scope.kind, SilenceScope::Kind::Query);
        QCOMPARE(scope.query, u"rule:nightly"_s);
        QCOMPARE(silencedText(scope), u"View “Nightly”"_s);
        note.view.clear();
        QCOMPARE(silencedText(silenceFrom(note)->scope), u"rule:nightly"_s);
    }

    void whatIsNotUsableSilencesNothing()
    {
        TeamNote half = muted();
        half.fromRegion = u"cn-hangzhou"_s;
        QVERIFY(!silenceFrom(half)); // a route has two ends
        TeamNote other = muted();
        other.kind = TeamNote::Kind::Acknowledgement;
        QVERIFY(!silenceFrom(other));
    }

    void aClockThatIsOffEndsNoMute()
    {
        TeamNote note = muted();
        note.madeAt = note.until.addSecs(7'200); // by the database's clock
        const std::optional<Silence> silence = silenceFrom(note);
        QVERIFY(silence);
        QVERIFY(periodAt(*silence, now));
        QVERIFY(!periodAt(*silence, note.until));
    }

    void whatIsChosenBecomesItsNote()
    {
        Silence silence{.scope = {.kind = SilenceScope::Kind::View, .view = u"Nightly"_s},
                        .reason = u"why"_s,
                        .from = now,
                        .until = now.addSecs(60),
                        .by = u"Ada"_s};
        TeamNote note = noteFrom(silence, u"rule:nightly"_s);
        QCOMPARE(note.kind, TeamNote::Kind::Mute);
        QCOMPARE(note.view, u"Nightly"_s);
        QCOMPARE(note.query, u"rule:nightly"_s);
        QCOMPARE(note.until, silence.until);
        QVERIFY(!note.id.isEmpty() && note.id != noteFrom(silence, {}).id);

        silence.scope = {.kind = SilenceScope::Kind::Route,
                         .fromRegion = u"cn-hangzhou"_s,
                         .toRegion = u"eu-central-1"_s};
        note = noteFrom(silence, {});
        note.madeAt = now;
        QCOMPARE(silenceFrom(note)->scope, silence.scope);
    }

    void whoMutedIsSaid()
    {
        const ActiveSilence active{.silence = *silenceFrom(muted()),
                                   .period = {.from = now, .until = now.addSecs(3'600)}};
        const TimeContext context(now, {.zone = QTimeZone(0)});
        QCOMPARE(silenceText(active, context),
                 u"Muted until 15:00 by Ada · the line is being repaired"_s);
    }
};

QTEST_GUILESS_MAIN(TestTeamSilence)
#include "tst_teamsilence.moc"
