#include "processguard.h"

#include <QByteArray>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

class TestProcessGuard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDevelopersSwitchLeavesItOpen();
    void itIsClosedToOthers();
};

void TestProcessGuard::aDevelopersSwitchLeavesItOpen()
{
    qputenv(debuggableVariable, "1");
    guardProcess();
    QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
}

void TestProcessGuard::itIsClosedToOthers()
{
    qputenv(debuggableVariable, "yes"); // only what is documented
    guardProcess();
    const int dumpable = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // a search for leaks at the end needs it
    rlimit core{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &core), 0);
    const mode_t mask = ::umask(077);
    QCOMPARE(dumpable, 0);
    QCOMPARE(core.rlim_cur, 0UL);
    QCOMPARE(core.rlim_max, 0UL);
    QCOMPARE(mask, 077U);
}

QTEST_GUILESS_MAIN(TestProcessGuard)
#include "tst_processguard.moc"
