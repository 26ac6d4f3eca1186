#pragma once

#include "advice.h"
#include "apierror.h"

#include <QList>
#include <QString>

#include <optional>

/// Of a reply or a connection that failed on the way, in the language of the user: what happened
/// and what to do about it, by its cause. Empty: the registry itself has answered, and its words
/// count. Window and command line both take their sentences here.
std::optional<Advice> adviceForFault(const ApiError &error);

/// The causes that have a sentence, for tests: codes of ApiError, and names for what has no code.
QList<QString> knownFaults();
