#include "settingstransfer.h"

#include "displaytext.h"
#include "opendialog.h"
#include "savedialog.h"
#include "settingsdialog.h"
#include "settingsexchange.h"
#include "settingsfile.h"
#include "smallfile.h"
#include "wholefile.h"

#include <QDir>

using namespace Qt::StringLiterals;

SettingsTransfer::SettingsTransfer(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock)
{
}

void SettingsTransfer::serve(SettingsDialog &dialog)
{
    connect(&dialog, &SettingsDialog::savingRequested, this,
            [this, &dialog] { askWhereTo(dialog); });
    connect(&dialog, &SettingsDialog::restoringRequested, this,
            [this, &dialog] { askWhichOne(dialog); });
}

void SettingsTransfer::askWhereTo(SettingsDialog &dialog)
{
    askWhereToSave(&dialog, this, tr("Save the settings"),
                   QDir::home().filePath(u"sync-dashboard-settings"_s),
                   {{.name = tr("Settings"), .suffix = u"ini"_s}},
                   [this, &dialog](const SaveTarget &target) { saveTo(target.path, dialog); });
}

void SettingsTransfer::askWhichOne(SettingsDialog &dialog)
{
    askWhichFile(&dialog, this, tr("Restore settings"), QDir::homePath(), {},
                 [this, &dialog](const QString &path) { restoreFrom(path, dialog); });
}

void SettingsTransfer::saveTo(const QString &path, SettingsDialog &dialog)
{
    const auto content = exportedSettings(dialog.chosen());
    const QString fault = content ? writeWholeFile(path, *content) : content.error();
    //: %1 is the name of a file
    dialog.showNote(fault.isEmpty() ? tr("Saved: %1").arg(QDir::toNativeSeparators(path))
                                    : sentencesText(tr("The settings were not saved."), fault));
}

void SettingsTransfer::restoreFrom(const QString &path, SettingsDialog &dialog)
{
    const auto content = readSmallFile(path, SettingsFile::mostBytes);
    if (!content)
        return dialog.showNote(sentencesText(tr("The file cannot be read."), content.error()));
    const auto preferences = importedSettings(*content, m_clock.now());
    if (!preferences)
        return dialog.showNote(preferences.error());
    dialog.showPreferences(*preferences);
    const QString done = tr("The fields say what the file says. OK uses and keeps it.");
    const int unusable = preferences->unusableSilences;
    if (preferences->unusableKeys > 0)
        //: Of a file with settings that is restored
        return dialog.showNote(
            sentencesText(done, tr("%Ln key(s) of the file make no sense, and are left out.",
                                   nullptr, preferences->unusableKeys)));
    dialog.showNote(unusable == 0 ? done
                                  //: Of a file with settings that is restored
                                  : sentencesText(done, tr("%Ln mute(s) of the file make no sense, "
                                                           "and are left out.",
                                                           nullptr, unusable)));
}
