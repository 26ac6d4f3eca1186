#include "manualclock.h"
#include "settingsdialog.h"
#include "settingstransfer.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Transferred {
    Transferred() { transfer.serve(dialog); }

    [[nodiscard]] QString note() const
    {
        const auto *label = dialog.findChild<QLabel *>(u"settingsNote"_s);
        return label->isHidden() ? QString() : label->text();
    }

    ManualClock clock{};
    SettingsDialog dialog{};
    SettingsTransfer transfer{clock};
};

} // namespace

class TestSettingsTransfer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFieldsAreSavedAndFilledFromTheFile();
    void whatCannotBeReadLeavesTheFieldsAlone();
    void whatCannotBeWrittenIsSaid();
    void allPagesButTheAccountsAreSetBack();
};

void TestSettingsTransfer::theFieldsAreSavedAndFilledFromTheFile()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    Transferred here;
    here.dialog.showPreferences({.historyDays = 12, .stuckFactor = 7});
    here.dialog.findChild<QSpinBox *>(u"historyMegabytes"_s)->setValue(77); // not agreed to yet
    here.transfer.saveTo(file, here.dialog);
    QVERIFY2(here.note().contains(u"settings.ini"_s), qPrintable(here.note()));

    Transferred there;
    QSignalSpy chosen(&there.dialog, &SettingsDialog::preferencesChosen);
    there.transfer.restoreFrom(file, there.dialog);
    QCOMPARE(there.dialog.chosen().historyDays, 12);
    QCOMPARE(there.dialog.chosen().historyMegabytes, 77);
    QCOMPARE(there.dialog.chosen().stuckFactor, 7);
    QVERIFY2(there.note().contains(u"OK"_s), qPrintable(there.note()));
    QCOMPARE(chosen.size(), 0); // before OK nothing changes
}

void TestSettingsTransfer::whatCannotBeReadLeavesTheFieldsAlone()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"other.ini"_s);
    QFile other(file);
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("[history]\ndays=3\n") > 0);
    other.close();
    for (const QString &path : {file, folder.path()}) {
        Transferred it;
        it.dialog.showPreferences({.historyDays = 12});
        it.transfer.restoreFrom(path, it.dialog);
        QCOMPARE(it.dialog.chosen().historyDays, 12);
        QVERIFY(!it.note().isEmpty());
    }
}

void TestSettingsTransfer::whatCannotBeWrittenIsSaid()
{
    const QTemporaryDir folder;
    Transferred it;
    it.transfer.saveTo(folder.filePath(u"no/such/folder.ini"_s), it.dialog);
    QVERIFY2(it.note().contains(u"not saved"_s), qPrintable(it.note()));
}

void TestSettingsTransfer::allPagesButTheAccountsAreSetBack()
{
    Transferred it;
    const ConnectionPreferences connection{.regions = {u"eu-central-1"_s}};
    it.dialog.showPreferences({.historyDays = 12,
                               .stuckFactor = 7,
                               .looks = {.density = RowDensity::Comfortable},
                               .proxy = u"none"_s,
                               .connection = connection});
    it.dialog.findChild<QAction *>(u"settingsAllDefaults"_s)->trigger();
    QVERIFY(it.dialog.chosen() == Preferences{.connection = connection});
    QVERIFY(!it.note().isEmpty());
}

QTEST_MAIN(TestSettingsTransfer)
#include "tst_settingstransfer.moc"
