#pragma once

#include <QByteArray>
#include <QString>

/// Writes \p bytes to the file \p path, all of them or none: a file that was there before stays
/// where they cannot be written. Devices and pipes are written to as they are. The file is the
/// user's own: its permissions are those that the user's umask leaves. Returns what went wrong;
/// empty when nothing did.
QString writeWholeFile(const QString &path, const QByteArray &bytes);
