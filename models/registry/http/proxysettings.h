#pragma once

#include "apierror.h"
#include "endpoint.h"

#include <QNetworkProxy>
#include <QString>

#include <optional>

class QProcessEnvironment;

/// A proxy that the environment names.
struct ChosenProxy {
    QNetworkProxy proxy{};
    QString variable{}; ///< the name of the variable, as it is written
    /// Host, port and variable, for a person; never the password.
    [[nodiscard]] QString name() const;
};

/// The proxy for \p endpoint by the variables that curl and the vendor's tool read: https_proxy or
/// HTTPS_PROXY, http_proxy for plain http, all_proxy or ALL_PROXY; except for the hosts of no_proxy
/// or NO_PROXY. Empty: none. Plain http goes to this computer, to the metadata of the cloud's
/// machine that it is, or to an address of keys that a person has named: never through a proxy.
/// Errors have the code InvalidProxy and name the variable. The desktop's settings are not asked:
/// that may take seconds.
Result<std::optional<ChosenProxy>> proxyFor(const Endpoint &endpoint,
                                            const QProcessEnvironment &environment);

/// Whether \p list, the value of NO_PROXY, names the host and port: "*", a domain with its
/// subdomains, an address, or a network such as 10.0.0.0/8; each with a port or without.
bool isExemptFromProxy(const QString &list, const QString &host, int port);
