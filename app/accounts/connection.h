#pragma once

#include "apierror.h"
#include "connectionoptions.h"
#include "readingpause.h"
#include "registry.h"
#include "registryclock.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class Keychain;
class QProcessEnvironment;
class UnlockPermits;
struct CredentialState;
struct ConnectionPreferences;
struct Preferences;
struct ProfileKey;
struct RequestNote;

/// A registry's API that can be asked, and the regions to ask it for.
struct Connection {
    QString account{}; ///< the profile's name; empty where only one was asked for
    QString profile{}; ///< its name in any case; empty: the environment's or the current one
    QString signer{};  ///< ProfileKey::signerName()
    QByteArray key{};  ///< accountKeyOf(): connections with the same one are one account's
    Result<std::unique_ptr<Registry>> registry{}; ///< or why it cannot be asked
    QStringList regions{};
    bool listsAllRegions = false; ///< at each of them, which are names then
    bool isLimited = true;        ///< what is asked of it counts towards an account's quotas
    /// Why nothing can be sent that changes a registry; empty: it can.
    std::optional<ApiError> changeError{};
    /// How many requests a minute are made of it while nobody asks for anything; empty: as many as
    /// the settings say.
    std::optional<int> restRequests{};
    /// A person asks: calls of the registry that wait before another attempt wait no longer.
    std::function<void()> askNow{};
    /// Of each call of the registry that waits before another attempt: what for, and until when.
    std::function<std::vector<ReadingPause>()> waiting{};
    /// Has each request that is sent, and each that fails, be told.
    std::function<void(std::function<void(const RequestNote &)>)> tellRequests{};
    /// What is known of the key that signs; asks nobody. May be empty.
    std::function<CredentialState()> keyState{};
};

/// What came of several profiles: one that cannot be used does not stop the others.
struct Connections {
    std::vector<Connection> open{};
    std::vector<ApiError> refused{}; ///< each says of which profile it speaks, and is told once
    /// Where a key was looked for, a line for each place; where one was found, only those before it
    /// that hold something and were passed over. None where a profile was named.
    QStringList searched{};
};

/// The profiles that \p options ask for, each once: those it names, or all of the vendor's tool
/// (errors as of knownProfiles()), or one without a name, which is findCredentials()'s own choice.
Result<QStringList> profilesToOpen(const ConnectionOptions &options,
                                   const QProcessEnvironment &environment, const QString &home);

/// \p options with the proxy and the CA file of \p preferences where they name none.
ConnectionOptions withSettings(ConnectionOptions options, const Preferences &preferences);

/// \p options with the regions and the address of \p connection where they name none. Only of the
/// window: a script says where it asks.
ConnectionOptions withConnection(ConnectionOptions options,
                                 const ConnectionPreferences &connection);

/// What of the regions and the endpoint that \p connection names cannot be used.
std::optional<ApiError> connectionProblem(const ConnectionPreferences &connection);

/// What of the proxy and the CA file that \p options name cannot be used, before anything is asked.
std::optional<ApiError> networkProblem(const ConnectionOptions &options);

/// Finds the regions and the endpoint of each of \p keys. Regions: those of the options, else the
/// profile's, else ALIBABA_CLOUD_REGION_ID, else cn-hangzhou. All share what connects them to the
/// network. \p clock learns the registry's time from every reply, and must outlive the connections.
/// \p keychain: for profiles that are entries of it. \p permits: of those who open connections more
/// than once; else each may ask a person to unlock the keychain.
Connections openConnections(const std::vector<ProfileKey> &keys, const ConnectionOptions &options,
                            const QProcessEnvironment &environment, RegistryClock &clock,
                            const std::shared_ptr<Keychain> &keychain = {},
                            UnlockPermits *permits = nullptr);
/// The same with the keys of \p profiles as they are found now.
Connections openConnections(const QStringList &profiles, const ConnectionOptions &options,
                            const QProcessEnvironment &environment, const QString &home,
                            RegistryClock &clock, const std::shared_ptr<Keychain> &keychain = {});
