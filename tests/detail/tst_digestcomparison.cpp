#include "digestcomparison.h"
#include "fakeregistry.h"
#include "sampletasks.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const ApiError forbidden{.kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s};
const ApiError noRepository{.kind = ApiError::Kind::NotFound, .code = u"REPO_NOT_EXIST"_s};
const ApiError noInstance{.kind = ApiError::Kind::NotFound, .code = u"INSTANCE_NOT_EXIST"_s};
const ApiError offline{.kind = ApiError::Kind::Network, .code = u"HostNotFound"_s};

void open(DigestComparison &comparison, const SyncTask &task)
{
    const auto place = [](const ImageRef &image) {
        return TagPlace{.instance = {.regionId = image.regionId, .instanceId = image.instanceId},
                        .image = image};
    };
    comparison.open(place(task.imageFrom), place(task.imageTo));
}

/// Both repositories are there; their tags have these digests, or are missing where empty.
void answer(FakeRegistry &source, const QString &from, const QString &to)
{
    const std::size_t calls = source.repositoryCalls.size();
    source.repositoryCalls[calls - 2].answer(Repository{.id = u"crr-from"_s});
    source.repositoryCalls[calls - 1].answer(Repository{.id = u"crr-to"_s});
    const std::size_t tags = source.tagCalls.size();
    const auto tell = [&](std::size_t call, const QString &digest) {
        if (digest.isEmpty())
            source.tagCalls[call].answer(tl::unexpected(noRepository));
        else
            source.tagCalls[call].answer(RepositoryTag{.digest = digest});
    };
    tell(tags - 2, from);
    tell(tags - 1, to);
}

} // namespace

class TestDigestComparison final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothEndsAreAskedForRepositoryThenTag()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::Unasked);
        open(comparison, sampleTask(7));
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::Asking);
        QCOMPARE(source.repositoryCalls.size(), std::size_t{2});
        QCOMPARE(source.repositoryCalls[0].question.instance.instanceId, u"cri-hangzhou"_s);
        QCOMPARE(source.repositoryCalls[1].question.instance.regionId, u"eu-central-1"_s);
        QCOMPARE(source.repositoryCalls[1].question.repoName, u"app"_s);
        source.repositoryCalls[1].answer(Repository{.id = u"crr-9"_s});
        QCOMPARE(source.tagCalls[0].question.repoId, u"crr-9"_s);
        QCOMPARE(source.tagCalls[0].question.tag, u"7"_s);
        QVERIFY(comparison.isLoading());
    }

    void theVerdictIsWhatBothSay_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<DigestVerdict>("verdict");
        const auto row = [](const char *name, const QString &from, const QString &to,
                            DigestVerdict verdict) {
            QTest::newRow(name) << from << to << verdict;
        };
        row("same", u"ab12"_s, u"sha256:AB12"_s, DigestVerdict::Same);
        row("different", u"sha256:ab12"_s, u"sha256:cd34"_s, DigestVerdict::Different);
        row("missing there", u"ab12"_s, {}, DigestVerdict::MissingAtDestination);
        row("missing here", {}, u"ab12"_s, DigestVerdict::MissingAtSource);
        row("missing at both", {}, {}, DigestVerdict::MissingAtDestination);
    }

    void theVerdictIsWhatBothSay()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const DigestVerdict, verdict);
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        answer(source, from, to);
        QCOMPARE(comparison.digests().verdict(), verdict);
        QVERIFY(!comparison.isLoading());
        QCOMPARE(source.openRepositoryCalls(), 0);
    }

    void aMissingRepositoryIsAMissingTag()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        source.repositoryCalls[0].answer(Repository{.id = u"crr-from"_s});
        source.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
        source.repositoryCalls[1].answer(tl::unexpected(noRepository));
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::MissingAtDestination);
        QCOMPARE(comparison.digests().source.digest, u"ab12"_s);
    }

    void aForbiddenNamespaceIsNotAskedAgainForTheNextTask()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        answer(source, u"ab12"_s, u"ab12"_s);
        open(comparison, sampleTask(2));
        source.repositoryCalls[3].answer(tl::unexpected(forbidden));
        source.repositoryCalls[2].answer(tl::unexpected(noRepository));
        QCOMPARE(*comparison.digests().destination.outcome, Lookup::NotPermitted);

        open(comparison, sampleTask(3));
        QCOMPARE(source.openRepositoryCalls(), 1); // the source alone
        SyncTask elsewhere = sampleTask(4);
        elsewhere.imageTo.repoNamespaceName = u"public"_s;
        open(comparison, elsewhere);
        QCOMPARE(source.openRepositoryCalls(), 2); // permissions are given by namespace
    }

    void anInstanceOfSomebodyElseIsNotAskedAgainAtAll()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        source.repositoryCalls[1].answer(tl::unexpected(noInstance));
        source.repositoryCalls[0].answer(Repository{.id = u"crr-from"_s});
        source.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::NotPermitted);
        SyncTask elsewhere = sampleTask(2);
        elsewhere.imageTo.repoNamespaceName = u"public"_s;
        open(comparison, elsewhere);
        QCOMPARE(source.openRepositoryCalls(), 1);
    }

    void whatOneAccountMustNotSeeTheOtherIsAskedFor()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        const auto openAs = [&comparison](const QString &account) {
            const SyncTask task = sampleTask(1);
            const auto place = [&account](const ImageRef &image) {
                return TagPlace{.instance = {.regionId = image.regionId,
                                             .instanceId = image.instanceId,
                                             .account = account},
                                .image = image};
            };
            comparison.open(place(task.imageFrom), place(task.imageTo));
        };
        openAs(u"prod"_s);
        source.repositoryCalls[0].answer(tl::unexpected(forbidden));
        source.repositoryCalls[1].answer(tl::unexpected(noInstance));
        openAs(u"prod"_s);
        QCOMPARE(source.openRepositoryCalls(), 0);
        openAs(u"test"_s);
        QCOMPARE(source.openRepositoryCalls(), 2);
    }

    void lookingAgainAsksEvenWhereItWasForbidden()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        source.repositoryCalls[0].answer(tl::unexpected(forbidden));
        source.repositoryCalls[1].answer(tl::unexpected(noInstance));
        QCOMPARE(source.openRepositoryCalls(), 0);
        comparison.repeat();
        QCOMPARE(source.openRepositoryCalls(), 2);
        answer(source, u"ab12"_s, u"ab12"_s);
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::Same);
    }

    void aFailureIsNotRemembered()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        source.repositoryCalls[0].answer(tl::unexpected(offline));
        source.repositoryCalls[1].answer(tl::unexpected(offline));
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::Unknown);
        QVERIFY(comparison.digests().source.error == offline);
        open(comparison, sampleTask(2));
        QCOMPARE(source.openRepositoryCalls(), 2);
    }

    void onlyWhatFailedForAWhileIsAskedAgain()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        QVERIFY(!comparison.isWorthAnotherTry()); // it is on its way
        source.repositoryCalls[0].answer(tl::unexpected(offline));
        source.repositoryCalls[1].answer(tl::unexpected(forbidden));
        QVERIFY(comparison.isWorthAnotherTry());
        comparison.repeatFailed();
        QCOMPARE(source.openRepositoryCalls(), 1);
        QVERIFY(!comparison.isWorthAnotherTry());
        source.repositoryCalls[2].answer(Repository{.id = u"crr-from"_s});
        source.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::NotPermitted);
        QVERIFY(!comparison.isWorthAnotherTry());
    }

    void anotherTaskDropsTheCallsOfTheFormer()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        source.repositoryCalls[0].answer(Repository{.id = u"crr-from"_s}); // its tag is asked for
        open(comparison, sampleTask(2));
        QCOMPARE(source.openRepositoryCalls(), 2);
        QSignalSpy changed(&comparison, &DigestComparison::changed);
        source.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
        source.repositoryCalls[1].answer(tl::unexpected(forbidden));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::Asking);
        comparison.close();
        QCOMPARE(source.openRepositoryCalls(), 0);
        QCOMPARE(comparison.digests().verdict(), DigestVerdict::Unasked);
    }

    void whatAnEndToldIsTellingAtOnce()
    {
        FakeRegistry source;
        DigestComparison comparison(source);
        open(comparison, sampleTask(1));
        QSignalSpy changed(&comparison, &DigestComparison::changed);
        source.repositoryCalls[0].answer(tl::unexpected(noRepository));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(*comparison.digests().source.outcome, Lookup::Missing);
        QVERIFY(comparison.digests().destination.isAsking);
    }
};

QTEST_GUILESS_MAIN(TestDigestComparison)
#include "tst_digestcomparison.moc"
