#include "comparisontext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

ComparedRepository repositoryWith(const ComparedTag &tag)
{
    const auto end = [](const QString &id) {
        return ImageRef{.instanceId = id,
                        .regionId = u"r"_s,
                        .repoNamespaceName = u"team"_s,
                        .repoName = u"app"_s};
    };
    return {.pair = {.from = end(u"cri-1"_s), .to = end(u"cri-2"_s)},
            .isDone = true,
            .source = {.state = TagListState::Whole},
            .destination = {.state = TagListState::Whole},
            .tags = {tag}};
}

KnownCopy copyThat(SyncTaskStatus status, const QString &issue = {})
{
    return {.status = status,
            .issue = taskIssueFromWire(issue),
            .atMs = now.addSecs(-3600).toMSecsSinceEpoch()};
}

SentCopy sentThen(SentCopy::State state)
{
    return {.state = state, .sentMs = now.addSecs(-3600).toMSecsSinceEpoch()};
}

const qint64 before = now.addSecs(-7200).toMSecsSinceEpoch(); // that copy
const qint64 after = now.addSecs(-60).toMSecsSinceEpoch();

} // namespace

class TestComparisonText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsKnownOfATagIsSaid_data();
    void whatIsKnownOfATagIsSaid();
    void onlyWhatIsMissingIsCopied_data();
    void onlyWhatIsMissingIsCopied();
    void aCopyHasBothEndsAndTheAccount();
    void countsAreInTheOrderOfAttention();
    void manyUnreadRepositoriesAreSummedUp();
};

void TestComparisonText::whatIsKnownOfATagIsSaid_data()
{
    QTest::addColumn<ComparedTag>("tag");
    QTest::addColumn<QString>("text");
    using enum TagVerdict;
    const auto row = [](const char *name, const ComparedTag &tag, const QString &text) {
        QTest::newRow(name) << tag << text;
    };
    using Status = SyncTaskStatus;
    row("no task", {.verdict = NeverCopied}, u"No task is known"_s);
    row("older than the rule", {.verdict = NeverCopied, .wait = RuleWait::OlderThanRule},
        u"Pushed before the rule was created"_s);
    row("failed", {.verdict = Missing, .copy = copyThat(Status::Error, u"NETWORK_ERROR"_s)},
        u"Failed 13:00:00: Network"_s);
    row("failed, and why is not said", {.verdict = Missing, .copy = copyThat(Status::Error)},
        u"Failed 13:00:00"_s);
    row("an unknown cause", {.verdict = Missing, .copy = copyThat(Status::Error, u"SOLAR_FLARE"_s)},
        u"Failed 13:00:00: SOLAR_FLARE"_s);
    row("gone", {.verdict = Missing, .copy = copyThat(Status::Success), .readMs = after},
        u"Copied 13:00:00, gone since"_s);
    row("copied since", {.verdict = Missing, .copy = copyThat(Status::Success), .readMs = before},
        u"Copied 13:00:00, after it was compared"_s);
    row("sent", {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::Awaited)},
        u"Sent 13:00:00; its task is not listed yet"_s);
    row("in doubt", {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::InDoubt)},
        u"Sent 13:00:00; what came of it is not known. Compare again."_s);
    row("in doubt before it was compared",
        {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::InDoubt), .readMs = after},
        u"No task is known"_s);
    row("refused", {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::Refused)},
        u"The registry refused the copy sent 13:00:00 · No task is known"_s);
    row("sent, and its task is listed",
        {.verdict = Missing,
         .copy = copyThat(Status::Pending),
         .sent = sentThen(SentCopy::State::Awaited)},
        u"Being copied now"_s);
    row("never run", {.verdict = NeverCopied, .wait = RuleWait::RunByHand},
        u"The rule is run by hand, and no run for this tag is known"_s);
    row("running", {.verdict = Missing, .copy = copyThat(Status::Synchronizing)},
        u"Being copied now"_s);
    row("doubtful filter", {.verdict = NeverCopied, .filter = FilterVerdict::Part},
        u"No task is known · Perhaps not of the rule"_s);
    row("no digest", {.verdict = Undecided}, u"The registry gave no digest"_s);
    row("same", {.verdict = Same}, {});
}

void TestComparisonText::whatIsKnownOfATagIsSaid()
{
    QFETCH(const ComparedTag, tag);
    QFETCH(const QString, text);
    QCOMPARE(reasonText(tag, repositoryWith(tag), now), text);
}

void TestComparisonText::onlyWhatIsMissingIsCopied_data()
{
    QTest::addColumn<ComparedTag>("tag");
    QTest::addColumn<bool>("isCopied");
    using enum TagVerdict;
    const auto row = [](const char *name, const ComparedTag &tag, bool isCopied) {
        QTest::newRow(name) << tag << isCopied;
    };
    row("never copied", {.verdict = NeverCopied}, true);
    row("missing after a failure", {.verdict = Missing, .copy = copyThat(SyncTaskStatus::Error)},
        true);
    row("being copied", {.verdict = Missing, .copy = copyThat(SyncTaskStatus::Pending)}, false);
    row("sent", {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::Awaited)}, false);
    row("in doubt", {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::InDoubt)}, false);
    row("copied since",
        {.verdict = Missing, .copy = copyThat(SyncTaskStatus::Success), .readMs = before}, false);
    row("gone", {.verdict = Missing, .copy = copyThat(SyncTaskStatus::Success), .readMs = after},
        true);
    row("refused", {.verdict = NeverCopied, .sent = sentThen(SentCopy::State::Refused)}, true);
    row("perhaps not of the rule", {.verdict = NeverCopied, .filter = FilterVerdict::Part}, false);
    row("no repository there", {.verdict = NoRepository}, false);
    row("different", {.verdict = Different}, false);
    row("not known", {.verdict = Undecided}, false);
    row("same", {.verdict = Same}, false);
    row("only there", {.verdict = OnlyThere}, false);
    row("not of the rule", {.verdict = NotTaken, .filter = FilterVerdict::No}, false);
}

void TestComparisonText::onlyWhatIsMissingIsCopied()
{
    QFETCH(const ComparedTag, tag);
    QFETCH(const bool, isCopied);
    QCOMPARE(missingCopies({}, {repositoryWith(tag)}).size(), isCopied ? 1U : 0U);
}

void TestComparisonText::aCopyHasBothEndsAndTheAccount()
{
    ComparisonScope scope{.isCrossUser = true};
    scope.from.instance.account = u"prod"_s;
    const auto copies = missingCopies(
        scope, {repositoryWith({.tag = u"v1"_s, .verdict = TagVerdict::NeverCopied})});
    QCOMPARE(copies.size(), 1U);
    QCOMPARE(copies[0].from.path(), u"team/app:v1"_s);
    QCOMPARE(copies[0].to.path(), u"team/app:v1"_s);
    QCOMPARE(copies[0].to.instanceId, u"cri-2"_s);
    QVERIFY(copies[0].isCrossUser);
    QCOMPARE(copies[0].account, u"prod"_s);
}

void TestComparisonText::countsAreInTheOrderOfAttention()
{
    QCOMPARE(countsText({}), QString());
    QCOMPARE(countsText({.neverCopied = 2, .different = 1, .same = 7, .unreadRepositories = 1}),
             u"2 without a known copy · 1 different · 7 same · 1 repositories not read"_s);
}

void TestComparisonText::manyUnreadRepositoriesAreSummedUp()
{
    ComparedRepository refused = repositoryWith({});
    refused.tags.clear();
    refused.destination.state = TagListState::NotPermitted;
    QCOMPARE(countsOf(std::vector(20, refused)).unreadRepositories, 20);
}

QTEST_GUILESS_MAIN(TestComparisonText)
#include "tst_comparisontext.moc"
