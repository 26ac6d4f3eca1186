#include "postgresdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestPostgresErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStateSaysWhatItMeans_data();
    void aStateSaysWhatItMeans();
    void aConnectionThatFailsSaysWhy_data();
    void aConnectionThatFailsSaysWhy();
};

void TestPostgresErrors::aStateSaysWhatItMeans_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<HistoryFault>("fault");
    QTest::newRow("connection failure") << u"08006"_s << HistoryFault::Unreachable;
    QTest::newRow("shut down") << u"57P01"_s << HistoryFault::Unreachable;
    QTest::newRow("starting up") << u"57P03"_s << HistoryFault::Unreachable;
    QTest::newRow("too many connections") << u"53300"_s << HistoryFault::Unreachable;
    QTest::newRow("wrong password") << u"28P01"_s << HistoryFault::SignInRefused;
    QTest::newRow("no such database") << u"3D000"_s << HistoryFault::SignInRefused;
    QTest::newRow("may not") << u"42501"_s << HistoryFault::DatabaseRefuses;
    QTest::newRow("read-only server") << u"25006"_s << HistoryFault::DatabaseRefuses;
    QTest::newRow("no such table") << u"42P01"_s << HistoryFault::DatabaseRefuses;
    QTest::newRow("disk full") << u"53100"_s << HistoryFault::DiskFull;
    QTest::newRow("out of memory") << u"53200"_s << HistoryFault::OutOfMemory;
    QTest::newRow("input or output") << u"58030"_s << HistoryFault::InputOutput;
    QTest::newRow("damaged") << u"XX001"_s << HistoryFault::Damaged;
    QTest::newRow("rolled back") << u"40000"_s << HistoryFault::DatabaseBusy;
    QTest::newRow("deadlock") << u"40P01"_s << HistoryFault::DatabaseBusy;
    QTest::newRow("waited for a lock") << u"55P03"_s << HistoryFault::DatabaseBusy;
    QTest::newRow("took too long") << u"57014"_s << HistoryFault::DatabaseBusy;
}

void TestPostgresErrors::aStateSaysWhatItMeans()
{
    QFETCH(QString, state);
    QTEST(historyFaultOf({.state = state}), "fault");
}

void TestPostgresErrors::aConnectionThatFailsSaysWhy_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<HistoryFault>("fault");
    QTest::newRow("password") << u"FATAL: password authentication failed for user \"me\""_s
                              << HistoryFault::SignInRefused;
    QTest::newRow("none given") << u"fe_sendauth: no password supplied"_s
                                << HistoryFault::SignInRefused;
    QTest::newRow("not listed")
        << u"FATAL: no pg_hba.conf entry for host \"192.0.2.1\", user \"me\", database \"d\""_s
        << HistoryFault::SignInRefused;
    QTest::newRow("role") << u"FATAL: role \"me\" does not exist"_s << HistoryFault::SignInRefused;
    QTest::newRow("database") << u"FATAL: database \"d\" does not exist"_s
                              << HistoryFault::SignInRefused;
    QTest::newRow("authority") << u"SSL error: certificate verify failed"_s
                               << HistoryFault::SignInRefused;
    QTest::newRow("name") << u"server certificate for \"a\" does not match host name \"b\""_s
                          << HistoryFault::SignInRefused;
    QTest::newRow("no TLS") << u"server does not support SSL, but SSL was required"_s
                            << HistoryFault::SignInRefused;
    QTest::newRow("refused") << u"could not connect to server: Connection refused"_s
                             << HistoryFault::Unreachable;
    QTest::newRow("cut off") << u"SSL SYSCALL error: EOF detected"_s << HistoryFault::Unreachable;
    QTest::newRow("closed") << u"SSL connection has been closed unexpectedly"_s
                            << HistoryFault::Unreachable;
    QTest::newRow("full") << u"FATAL: too many connections for role \"me\""_s
                          << HistoryFault::Unreachable;
}

void TestPostgresErrors::aConnectionThatFailsSaysWhy()
{
    QFETCH(QString, message);
    QTEST(historyFaultOf({.message = message, .isConnectionLost = true}), "fault");
}

QTEST_GUILESS_MAIN(TestPostgresErrors)
#include "tst_postgreserrors.moc"
