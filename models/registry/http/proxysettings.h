#pragma once

#include "apierror.h"
#include "endpoint.h"
#include "networksetup.h"

#include <QNetworkProxy>
#include <QString>

#include <optional>

/// The proxy that is used, and who named it.
struct ChosenProxy {
    QNetworkProxy proxy{};
    QString origin{}; ///< as of NamedValue, with the variable as it is written
    /// Host, port and origin, for a person; never the password.
    [[nodiscard]] QString name() const;
};

/// The proxy for \p endpoint: that of \p setup, or, where it says nothing, that of the variables
/// which curl and the vendor's tool read: https_proxy or HTTPS_PROXY, all_proxy or ALL_PROXY. In
/// both cases except for the hosts of no_proxy or NO_PROXY. Empty: none. Plain http goes to this
/// computer, to the metadata of the cloud's machine that it is, or to an address of keys that a
/// person has named: never through a proxy. Errors have the code InvalidProxy and say where the
/// proxy was named. The desktop's settings are not asked: that may take seconds.
Result<std::optional<ChosenProxy>> proxyFor(const Endpoint &endpoint, const NetworkSetup &setup);

/// Why the proxy of \p setup cannot be used, as proxyFor() would say it. What it holds of a user
/// and a password is not repeated.
std::optional<ApiError> proxyProblem(const NetworkSetup &setup);

/// Whether \p list, the value of NO_PROXY, names the host and port: "*", a domain with its
/// subdomains, an address, or a network such as 10.0.0.0/8; each with a port or without.
bool isExemptFromProxy(const QString &list, const QString &host, int port);
