#pragma once

#include "credentials.h"

#include <QByteArray>
#include <QString>

// What those who give temporary keys answer (acr-api.md, section 3.4). \p source becomes that of
// the credentials. Errors have the codes UnexpectedReply or MalformedCredentials; none holds what
// the answer does.

/// STS: the key lies in "Credentials".
Result<Credentials> keyFromSts(const QByteArray &body, const QString &source);
/// The metadata of a virtual machine, and an address of credentials: with "Code": "Success".
Result<Credentials> keyFromSuccess(const QByteArray &body, const QString &source);
/// A program: {"mode": "AK" or "StsToken", "access_key_id", ...}, with or without "expiration".
Result<Credentials> keyFromCommand(const QByteArray &output, const QString &source);
