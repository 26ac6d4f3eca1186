#pragma once

#include "accountsetup.h"
#include "profilekey.h"
#include "timedisplay.h"

#include <QDateTime>

/// The row of the page Accounts and regions for \p key, in the language of the user: where it comes
/// from, and whether it can be used, as far as that is known without asking anybody.
ProfileChoice profileChoice(const ProfileKey &key, const TimeContext &now);
