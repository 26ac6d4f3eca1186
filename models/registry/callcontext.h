#pragma once

#include "credentials.h"
#include "networksetup.h"
#include "registryinstance.h"
#include "retrypolicy.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <functional>
#include <memory>

class QNetworkAccessManager;

/// What a call takes from randomSource. A test makes it certain.
struct RandomSource {
    std::function<QByteArray()> nonce{}; ///< a word that was never given before
    std::function<double()> random{};    ///< in [0, 1)
};

/// From the machine's generator of random numbers.
RandomSource systemRandomSource();

/// A BoundedNetwork. One is enough for all clients.
std::shared_ptr<QNetworkAccessManager> systemNetwork(const NetworkSetup &setup);
/// The same as \p environment says alone.
std::shared_ptr<QNetworkAccessManager> systemNetwork(const QProcessEnvironment &environment);

/// How long a call may take, and how much it may bring.
struct CallLimits {
    std::chrono::milliseconds connecting{10'000}; ///< until the request is on its way
    std::chrono::milliseconds silence{20'000};    ///< without a byte from the server
    /// With all attempts and waits, but for the wait for a key, which its source limits.
    std::chrono::milliseconds whole{60'000};
    /// Of content. 20,000 tasks in one reply fit; what is made of it takes several times as much.
    qint64 replyBytes = 24LL * 1024 * 1024;
    RetryPolicy retry{};
};

/// A request that was sent, or one that failed: told once when it is sent, and again where it
/// fails.
struct RequestNote {
    InstanceRef asked{};     ///< without the account, which the client does not know
    QString operation{};     ///< the API's name
    const ApiError *error{}; ///< null: it is sent now
};

/// A call waits before it is sent again.
struct CallWait {
    QDateTime until{};
    ApiError error{}; ///< of the attempt before
};
