#include "pausereason.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

} // namespace

class TestPauseReason final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachErrorHasItsReason_data()
    {
        QTest::addColumn<ApiError>("error");
        QTest::addColumn<QString>("text");
        const auto row = [](Kind kind, const QString &code, const QString &text) {
            QTest::addRow("%d %s", static_cast<int>(kind), qPrintable(code))
                << ApiError{.kind = kind, .code = code} << text;
        };
        row(Kind::Credential, u"NoCredentials"_s, u"Paused: no key"_s);
        row(Kind::Credential, u"InvalidSecurityToken.Expired"_s, u"Paused: key expired"_s);
        row(Kind::Credential, u"SignInExpired"_s, u"Paused: key expired"_s);
        row(Kind::Credential, u"SignInNeeded"_s, u"Paused: key expired"_s);
        row(Kind::Credential, u"InvalidAccessKeyId.NotFound"_s, u"Paused: key refused"_s);
        row(Kind::Credential, u"SignatureDoesNotMatch"_s, u"Paused: key refused"_s);
        row(Kind::Credential, u"InvalidTimeStamp.Expired"_s, u"Paused: clock wrong"_s);
        row(Kind::Permission, u"Forbidden.RAM"_s, u"Paused: no permission"_s);
        row(Kind::Configuration, u"UnknownRegion"_s, u"Paused: not set up"_s);
        row(Kind::NotFound, u"INSTANCE_NOT_EXIST"_s, u"Paused: refused"_s);
        row(Kind::Throttled, u"Throttling.User"_s, u"Paused: asked to wait"_s);
        row(Kind::Server, u"INTERNAL_ERROR"_s, u"No answer"_s);
        row(Kind::Network, u"HostNotFound"_s, u"No answer"_s);
        const ApiError busy{.kind = Kind::Server, .retryAfter = 30s};
        QTest::newRow("says when") << busy << u"Paused: asked to wait"_s;
    }

    void eachErrorHasItsReason()
    {
        QFETCH(ApiError, error);
        QFETCH(QString, text);
        QCOMPARE(displayName(pauseReasonFor(error)), text);
    }

    void whatIsPausedAndUntilWhenIsSaid_data()
    {
        QTest::addColumn<PauseReason>("reason");
        QTest::addColumn<QStringList>("subjects");
        QTest::addColumn<int>("seconds"); // 0: not planned
        QTest::addColumn<QString>("text");
        const auto row = [](PauseReason reason, const QStringList &subjects, int seconds,
                            const QString &text) {
            QTest::newRow(qPrintable(text)) << reason << subjects << seconds << text;
        };
        using Reason = PauseReason;
        row(Reason::KeyExpired, {}, 0, u"Paused: key expired"_s);
        row(Reason::KeyExpired, {}, 240, u"Paused: key expired, next try in 4 m"_s);
        row(Reason::NoPermission, {u"hub"_s}, 0, u"hub paused: no permission"_s);
        row(Reason::NoPermission, {u"hub"_s, u"edge"_s}, 8,
            u"hub, edge paused: no permission, next try in 8 s"_s);
        row(Reason::KeyRefused, {u"a"_s, u"b"_s, u"c"_s}, 0, u"a and 2 more paused: key refused"_s);
        row(Reason::AskedToWait, {}, 8, u"Paused: asked to wait, next try in 8 s"_s);
        row(Reason::NoAnswer, {}, 8, u"Next try in 8 s"_s);
        row(Reason::NoAnswer, {u"hub"_s}, 8, u"hub: next try in 8 s"_s);
        row(Reason::NoAnswer, {}, 0, u"No answer"_s);
        row(Reason::NoAnswer, {u"hub"_s}, 0, u"hub: no answer"_s);
    }

    void whatIsPausedAndUntilWhenIsSaid()
    {
        QFETCH(PauseReason, reason);
        QFETCH(QStringList, subjects);
        QFETCH(int, seconds);
        QFETCH(QString, text);
        const QDateTime nextTry = seconds > 0 ? now.addSecs(seconds) : QDateTime();
        QCOMPARE(pauseText(reason, subjects, nextTry, now), text);
        // A time that has passed is not said: it is being tried.
        if (seconds > 0)
            QVERIFY(!pauseText(reason, subjects, nextTry, nextTry).contains(u"next try"_s));
    }
};

QTEST_GUILESS_MAIN(TestPauseReason)
#include "tst_pausereason.moc"
