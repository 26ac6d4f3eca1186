#pragma once

#include "apierror.h"
#include "faultworld.h"
#include "faultyserver.h"

#include <QString>

#include <vector>

/// A fault, and what a call makes of it. The sentences are those of the codes: see
/// problemOfMessage().
struct FaultCase {
    const char *name = "";
    WireFault fault{};
    bool isTaken = false; ///< the reply is good all the same
    ApiError::Kind kind = ApiError::Kind::Network;
    QString code{};

    [[nodiscard]] FaultWorld::Patience patience() const
    {
        return kind == ApiError::Kind::Timeout ? FaultWorld::Patience::Short
                                               : FaultWorld::Patience::Usual;
    }
};

/// All that a server, or what stands before it, can do to a connection. A redirect points to
/// \p elsewhere, "host:port".
std::vector<FaultCase> faultCases(const QByteArray &elsewhere = "elsewhere.example");
/// By its name, with its redirect to \p elsewhere.
FaultCase faultCase(const QByteArray &name, const QByteArray &elsewhere);

/// What is wrong with what a person reads of \p error, in the window or on the terminal; empty:
/// nothing is. A sentence is looked at for what it must say, not word by word.
QString problemOfMessage(const ApiError &error);

/// In what no message may hold: parts of the keys with which the tests sign, and of the requests.
const QList<QByteArray> &canaries();
/// Remembers a key of a registry as one.
void addCanary(const QString &secret);
