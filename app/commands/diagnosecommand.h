#pragma once

#include "commandline.h"

#include <QString>

#include <functional>
#include <memory>

class Keychain;
class QIODevice;
class QProcessEnvironment;
class RegistryClock;

/// Where the command finds what it looks at.
struct DiagnosePlaces {
    const QProcessEnvironment &environment;
    QString home{};         ///< of the files of the vendor's tools
    QString settingsFile{}; ///< of the window
    std::function<QString(const QString &profile)> historyFileOf{}; ///< of the window
    std::shared_ptr<Keychain> keychain{};
};

/// sync-dashboard diagnose: asks each region for its instances, as the window would: of the
/// accounts that \p options name, else of those of the settings. Writes a report of faults to \p
/// output. What cannot be asked is in the report, and a line on \p errors. The exit code: 0 where
/// every region has answered, else 1.
int runDiagnose(const DiagnoseOptions &options, const DiagnosePlaces &places, RegistryClock &clock,
                QIODevice &output, QIODevice &errors);
