#pragma once

#include "apierror.h"

#include <QStringView>

#include <optional>

/// What a code of the API means for this program; empty when it is not known.
std::optional<ApiError::Kind> kindOfCode(QStringView code);

/// Whether \p code names a secure connection that was not made: nothing was sent, and asking again
/// does not help. See tlsFault().
bool isTlsFault(QStringView code);

/// Whether a proxy does not take user and password, or may not take them: trying the same again and
/// again may lock the account there.
bool isProxyPasswordFault(const ApiError &error);

/// Whether \p code is about the signature of a request: its secret is wrong, or something on the
/// way changed the request.
bool isAboutSignature(QStringView code);

/// What an HTTP status means when nothing else is known.
ApiError::Kind kindOfStatus(int httpStatus);

/// The server refuses the time of the request as too early or too late: the clocks differ.
bool isAboutClock(QStringView code);
