#pragma once

#include "apierror.h"
#include "namedvalue.h"

#include <QProcessEnvironment>
#include <QString>

#include <optional>

/// How connections are made: what the command line or the settings say, else the environment.
struct NetworkSetup {
    /// The word for no proxy, whatever the environment says.
    static constexpr QStringView noProxy = u"none";

    /// As curl takes it: "http://proxy.example:8080", "socks5://…", or noProxy. It holds neither
    /// user nor password: arguments can be read by everybody who uses this computer, and settings
    /// are kept. Empty: that of the environment, which may hold both.
    NamedValue proxy{};
    /// With certificates in PEM, which count beside those of the system. Empty: SSL_CERT_FILE,
    /// which counts instead of them.
    NamedValue caFile{};
    QProcessEnvironment environment{};

    friend bool operator==(const NetworkSetup &, const NetworkSetup &) = default;
};

/// What of \p setup cannot be used, before anything is asked: a CA file or a proxy (codes
/// InvalidCaFile, InvalidProxy); of the environment too, where it counts.
std::optional<ApiError> setupProblem(const NetworkSetup &setup);

/// Whether the address of a proxy holds a user or a password.
bool holdsSignIn(const QString &address);
