#pragma once

#include "apierror.h"

/// What a call fails with that the account's source cannot take: it can be asked for tasks only.
inline ApiError readOnlyAccount(const QString &account = {})
{
    return {.kind = ApiError::Kind::Configuration,
            .code = QStringLiteral("ReadOnlyAccount"),
            .message = QStringLiteral("Nothing but tasks can be asked of this account"),
            .account = account};
}
