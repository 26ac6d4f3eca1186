#include "credentials.h"

#include <QDebug>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noSecretIsPrinted();
    void whatHasExpiredIsNotUsed_data();
    void whatHasExpiredIsNotUsed();
};

void TestCredentials::noSecretIsPrinted()
{
    const Credentials credentials{.accessKeyId = "id",
                                  .accessKeySecret = Secret("hidden1"),
                                  .securityToken = Secret("hidden2"),
                                  .source = u"environment"_s};
    QString text;
    QDebug(&text) << credentials << credentials.accessKeySecret << credentials.securityToken;
    QVERIFY(text.contains(u"environment"_s));
    QVERIFY(!text.contains(u"hidden"_s));
}

void TestCredentials::whatHasExpiredIsNotUsed_data()
{
    QTest::addColumn<QDateTime>("expiresAt");
    QTest::addColumn<bool>("isUsed");
    const QDateTime now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
    QTest::newRow("it never expires") << QDateTime() << true;
    QTest::newRow("a second is left") << now.addSecs(1) << true;
    QTest::newRow("it expires now") << now << false;
    QTest::newRow("it expired long ago") << now.addYears(-1) << false;
}

void TestCredentials::whatHasExpiredIsNotUsed()
{
    QFETCH(QDateTime, expiresAt);
    QFETCH(bool, isUsed);
    const Credentials credentials{.source = u"profile 'a'"_s,
                                  .expiresAt = expiresAt,
                                  .renewal = u"aliyun configure --profile a --mode OAuth"_s};
    const std::optional<ApiError> error =
        expiryError(credentials, QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC));
    QCOMPARE(!error.has_value(), isUsed);
    if (isUsed)
        return;
    QCOMPARE(error->kind, ApiError::Kind::Credential);
    QCOMPARE(error->code, u"SignInExpired"_s);
    QVERIFY(error->message.contains(expiresAt.toString(Qt::ISODate)));
    QVERIFY(error->message.contains(u"'aliyun configure --profile a --mode OAuth'"_s));
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
