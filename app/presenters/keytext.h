#pragma once

#include "keypage.h"
#include "timedisplay.h"
#include "watchedkey.h"

#include <QDateTime>

/// What a window calls the account of \p key: its profile, else the place that gave the key.
QString accountName(const ProfileKey &key);
/// A key by the name of its profile, e.g. "Profile “prod”".
QString keyTitle(const QString &profile);
/// Where a key was looked for, e.g. "Profile of the aliyun CLI, ~/.aliyun/config.json".
QString keyPlaceName(const CredentialStep &step);

/// What the page about keys says of \p key, in the language of the user.
KeyAccount keyAccount(const WatchedKey &key, const TimeContext &now);
