#pragma once

#include "clock.h"

#include <QObject>
#include <QString>

class SettingsDialog;

/// Saves what the fields of the settings say to a file for another computer, and fills them from
/// such a file: what was restored is used, and kept, with OK.
class SettingsTransfer final : public QObject {
    Q_OBJECT

public:
    explicit SettingsTransfer(const Clock &clock, QObject *parent = nullptr);

    /// Does what is asked for in \p dialog from now on.
    void serve(SettingsDialog &dialog);
    void saveTo(const QString &path, SettingsDialog &dialog);
    void restoreFrom(const QString &path, SettingsDialog &dialog);

private:
    void askWhereTo(SettingsDialog &dialog);
    void askWhichOne(SettingsDialog &dialog);

    const Clock &m_clock;
};
