#pragma once

#include "apierror.h"

#include <QString>

/// What of the set-up an error is about: the field of the settings that mends it.
enum class SetupField : quint8 { None, Profiles, Regions, Endpoint, Proxy, CaFile, TeamDatabase };

/// The field to look at after \p error. None: the set-up cannot be the cause, or nobody can tell.
SetupField fieldToMend(const ApiError &error);

/// What a button says that leads to \p field, in the language of the user; empty for None.
QString setupLinkText(SetupField field);
