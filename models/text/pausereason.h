#pragma once

#include "apierror.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

/// Why nothing is asked at the moment. The worst first.
enum class PauseReason : quint8 {
    KeyMissing,   ///< there is no access key
    KeyExpired,   ///< of a temporary key, or its sign-in
    KeyRefused,   ///< the registry does not accept it
    ClockWrong,   ///< the registry does not accept the time of this computer
    NoPermission, ///< the key may not read this
    NotSetUp,     ///< the program cannot ask as it is set up
    Refused,      ///< for another reason, such as an instance that is gone
    AskedToWait,  ///< who was asked got too many requests, or said when to come again
    NoAnswer,     ///< network, server: it is tried again soon
};

PauseReason pauseReasonFor(const ApiError &error);

/// "Paused: key expired", "Paused: asked to wait", "No answer". Without the time, fit for a column.
QString displayName(PauseReason reason);

/// What is paused, and until when: "Paused: key expired, next try in 4 m", "prod paused: no
/// permission", "Next try in 8 s". \p subjects: instances or profiles; empty: everything. \p
/// nextTry is not said where it is invalid, or not later than \p now.
QString pauseText(PauseReason reason, const QStringList &subjects, const QDateTime &nextTry,
                  const QDateTime &now);
