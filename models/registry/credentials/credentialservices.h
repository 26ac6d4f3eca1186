#pragma once

#include "callcontext.h"
#include "registryclock.h"

#include <QProcessEnvironment>
#include <QString>

#include <functional>
#include <memory>

class Clock;
class Keychain;
class QNetworkAccessManager;

/// Whom and with what sources of credentials ask. \a clock must outlive the sources.
struct CredentialServices {
    std::shared_ptr<QNetworkAccessManager> network{};
    Clock &clock;
    RandomSource randomSource{};
    /// What a program that prints a key is started with, but for keys.
    QProcessEnvironment environment{};
    /// Of a virtual machine; no other address of plain http is asked that nobody has named.
    QString metadata = QStringLiteral("http://100.100.100.200");
    /// Told with every reply of whoever is asked for a key; may be empty.
    std::function<void(const ServerTime &)> serverTimes{};
    std::shared_ptr<Keychain> keychain{}; ///< null: this computer has none
    /// Whether the keychain may ask a person to unlock it: once, and again when a person has asked
    /// for something, since one who said no does not want to be asked every few minutes.
    std::shared_ptr<bool> mayUnlock = std::make_shared<bool>(true);
};
