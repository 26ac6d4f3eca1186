#pragma once

#include "callcontext.h"
#include "registryclock.h"

#include <QProcessEnvironment>
#include <QString>

#include <functional>
#include <memory>

class Clock;
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
};
