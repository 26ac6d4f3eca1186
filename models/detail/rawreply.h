#pragma once

#include <QByteArray>
#include <QString>

/// A reply of the registry as it came, with its field names and what this program does not know,
/// indented; in place of what a key, a token, a password or a signature may be stands removedMark,
/// also within a text (redacted()) and in the names of fields.
/// Empty when \p reply is not JSON.
QString rawReplyText(const QByteArray &reply);
