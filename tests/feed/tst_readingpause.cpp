#include "readingpause.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

ListStatus listOf(const QString &name, const QString &account, std::optional<Kind> failed = {},
                  int nextTrySeconds = 60)
{
    ListStatus list{.instance = {.regionId = u"cn-hangzhou"_s,
                                 .instanceId = u"cri-"_s + name,
                                 .account = account},
                    .name = name,
                    .nextTry = now.addSecs(nextTrySeconds)};
    if (failed)
        list.error = ApiError{.kind = *failed};
    return list;
}

} // namespace

class TestReadingPause final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListThatIsReadIsNotPaused()
    {
        QVERIFY(!pauseOf(listOf(u"hub"_s, {})));
        const std::vector lists{listOf(u"hub"_s, {}), listOf(u"edge"_s, {})};
        QVERIFY(pausesOf(lists).empty());
    }

    void whatHoldsAllBackNeedsNoName()
    {
        const std::vector lists{listOf(u"hub"_s, {}, Kind::Credential, 90),
                                listOf(u"edge"_s, {}, Kind::Credential, 60)};
        const ReadingPause expected{.reason = PauseReason::KeyRefused,
                                    .nextTry = now.addSecs(60)}; // of the first that is tried
        QCOMPARE(pausesOf(lists), std::vector{expected});
    }

    void ofSeveralListsThePausedOneIsNamed()
    {
        const std::vector lists{listOf(u"hub"_s, {}, Kind::Permission), listOf(u"edge"_s, {})};
        QCOMPARE(pausesOf(lists).front().subjects, QStringList{u"hub"_s});
    }

    void ofSeveralProfilesThePausedOneIsNamedOnce()
    {
        const std::vector lists{listOf(u"hub"_s, u"prod"_s, Kind::Credential),
                                listOf(u"edge"_s, u"prod"_s, Kind::Credential),
                                listOf(u"lab"_s, u"test"_s)};
        QCOMPARE(pausesOf(lists).front().subjects, QStringList{u"prod"_s});
    }

    void eachReasonIsSaidOnceTheWorstFirst()
    {
        const std::vector lists{listOf(u"hub"_s, {}, Kind::Network),
                                listOf(u"edge"_s, {}, Kind::Timeout),
                                listOf(u"lab"_s, {}, Kind::Permission)};
        const std::vector<ReadingPause> pauses = pausesOf(lists);
        QCOMPARE(pauses.size(), std::size_t{2});
        QCOMPARE(pauses[0].reason, PauseReason::NoPermission);
        QCOMPARE(pauses[0].subjects, QStringList{u"lab"_s});
        QCOMPARE(pauses[1].reason, PauseReason::NoAnswer);
        QCOMPARE(pauses[1].subjects, (QStringList{u"hub"_s, u"edge"_s}));
    }

    void whatWaitsForAKeyHasNoTime()
    {
        ListStatus list = listOf(u"hub"_s, {}, Kind::Credential);
        list.nextTry = {};
        QCOMPARE(pauseText(pausesOf(std::vector{list}).front(), now), u"Paused: key refused"_s);
    }
};

QTEST_GUILESS_MAIN(TestReadingPause)
#include "tst_readingpause.moc"
