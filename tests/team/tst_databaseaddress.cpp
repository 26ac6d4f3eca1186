#include "databaseaddress.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestDatabaseAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAddressIsHandedToTheLibraryWithoutALoss_data();
    void anAddressIsHandedToTheLibraryWithoutALoss();
    void aServerBeyondThisComputerProvesItsName_data();
    void aServerBeyondThisComputerProvesItsName();
    void whatIsRefusedSaysWhy_data();
    void whatIsRefusedSaysWhy();
    void noRefusalRepeatsAPassword_data();
    void noRefusalRepeatsAPassword();
    void thePlaceIsShownWithoutParameters();
};

void TestDatabaseAddress::anAddressIsHandedToTheLibraryWithoutALoss_data()
{
    QTest::addColumn<QString>("uri");
    QTest::addColumn<QString>("parameters");
    QTest::newRow("a socket") << u"postgresql://me@/team?host=/run/db"_s
                              << u"dbname='team' host='/run/db' user='me'"_s;
    QTest::newRow("no host") << u"postgresql:///team"_s
                             << u"dbname='team' host='/var/run/postgresql'"_s;
    QTest::newRow("loopback") << u"postgres://me@127.0.0.1:5433/team"_s
                              << u"dbname='team' host='127.0.0.1' port='5433' user='me'"_s;
    QTest::newRow("loopback, chosen mode") << u"postgresql://[::1]/team?sslmode=disable"_s
                                           << u"dbname='team' host='::1' sslmode='disable'"_s;
    QTest::newRow("quotes and backslashes")
        << u"postgresql://o'n%5Ce@localhost/it%27s"_s
        << u"dbname='it\\'s' host='localhost' user='o\\'n\\\\e'"_s;
}

void TestDatabaseAddress::anAddressIsHandedToTheLibraryWithoutALoss()
{
    QFETCH(QString, uri);
    const Result<DatabaseAddress> address = databaseAddress(uri);
    QVERIFY(address);
    QTEST(address->parameters, "parameters");
}

void TestDatabaseAddress::aServerBeyondThisComputerProvesItsName_data()
{
    QTest::addColumn<QString>("uri");
    QTest::newRow("without a word") << u"postgresql://me@db.example.test/team"_s;
    QTest::newRow("asked for") << u"postgresql://me@db.example.test/team?sslmode=verify-full"_s;
    QTest::newRow("one of two") << u"postgresql://localhost,db.example.test/team"_s;
    QTest::newRow("a name that only begins like this computer's")
        << u"postgresql://localhost.example.test/team"_s;
    QTest::newRow("as a parameter") << u"postgresql:///team?host=db.example.test"_s;
}

void TestDatabaseAddress::aServerBeyondThisComputerProvesItsName()
{
    QFETCH(QString, uri);
    const Result<DatabaseAddress> address = databaseAddress(uri);
    QVERIFY(address);
    QVERIFY(address->parameters.contains("sslmode='verify-full'"_L1));
}

void TestDatabaseAddress::whatIsRefusedSaysWhy_data()
{
    QTest::addColumn<QString>("uri");
    QTest::addColumn<QString>("reason");
    QTest::newRow("weaker") << u"postgresql://db.example.test/team?sslmode=require"_s
                            << u"sslmode is verify-full"_s;
    QTest::newRow("weaker, by a parameter")
        << u"postgresql:///team?host=db.example.test&sslmode=prefer"_s
        << u"sslmode is verify-full"_s;
    QTest::newRow("past the name")
        << u"postgresql://localhost/team?hostaddr=192.0.2.1"_s << u"hostaddr"_s;
    QTest::newRow("another file of settings")
        << u"postgresql://localhost/team?service=x"_s << u"service"_s;
    QTest::newRow("options") << u"postgresql://localhost/team?options=-c%20log%3D1"_s
                             << u"options"_s;
    QTest::newRow("an unknown word") << u"postgresql://localhost/team?x=1"_s << u"cannot be read"_s;
    QTest::newRow("another database")
        << u"mysql://localhost/team"_s << u"write it as postgresql://"_s;
    QTest::newRow("a file") << u"/var/lib/history.sqlite"_s << u"write it as postgresql://"_s;
    QTest::newRow("nothing") << QString() << u"write it as postgresql://"_s;
}

void TestDatabaseAddress::whatIsRefusedSaysWhy()
{
    QFETCH(QString, uri);
    QFETCH(QString, reason);
    const Result<DatabaseAddress> address = databaseAddress(uri);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, ApiError::Kind::Configuration);
    QVERIFY2(address.error().message.contains(reason), qPrintable(address.error().message));
}

void TestDatabaseAddress::noRefusalRepeatsAPassword_data()
{
    QTest::addColumn<QString>("uri");
    QTest::newRow("beside the user") << u"postgresql://me:geheim@localhost/team"_s;
    QTest::newRow("as a parameter") << u"postgresql://localhost/team?password=geheim"_s;
    QTest::newRow("of a key") << u"postgresql://localhost/team?sslpassword=geheim"_s;
    QTest::newRow("in what cannot be read") << u"postgresql://me:geheim@[::1/team"_s;
    QTest::newRow("with a bad escape") << u"postgresql://me:geheim%zz@localhost/team"_s;
}

void TestDatabaseAddress::noRefusalRepeatsAPassword()
{
    QFETCH(QString, uri);
    const Result<DatabaseAddress> address = databaseAddress(uri);
    QVERIFY(!address);
    QVERIFY(!address.error().message.contains("geheim"_L1));
}

void TestDatabaseAddress::thePlaceIsShownWithoutParameters()
{
    const Result<DatabaseAddress> address =
        databaseAddress(u"postgresql://me@db.example.test:5433/team?sslrootcert=/x"_s);
    QVERIFY(address);
    QCOMPARE(address->shown, u"postgresql://me@db.example.test:5433/team"_s);
    QCOMPARE(address->name, u"db.example.test:5433/team"_s);
    QCOMPARE(databaseAddress(u"postgresql://db.example.test:5432/team"_s)->shown,
             u"postgresql://db.example.test/team"_s);
}

QTEST_GUILESS_MAIN(TestDatabaseAddress)
#include "tst_databaseaddress.moc"
