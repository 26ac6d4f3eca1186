#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

// The files that this program keeps for itself. Nobody but their owner may use them, whatever the
// umask is; only locks, which hold nothing, may be read (see FileLock). The folder that holds them
// may be reached through symbolic links, the files themselves are never written through one: it may
// point at somebody's other file.

/// Makes \p folder and those above it that are missing, for the owner only, and takes the
/// permissions of all others away from \p folder where it was there. The error is the system's
/// words.
tl::expected<void, QString> makePrivateFolder(const QString &folder);

/// Replaces the content of \p path at once: after a crash it is the former or the new one. The
/// error is the system's words, or symbolicLinkText().
tl::expected<void, QString> replacePrivateFile(const QString &path, const QByteArray &content);

/// Makes \p path, empty, where there is no file, and narrows one that is there. Failures are left
/// to whoever opens it.
void preparePrivateFile(const QString &path);

/// Takes the permissions of all others away from \p path, a file or a folder of this user. Not from
/// what a link points at, nor from a folder that is marked as shared, as /tmp is (sticky). A setgid
/// folder keeps that mark, which is inherited and says nothing of sharing.
void narrowPermissions(const QString &path);

/// Whether \p path itself is a symbolic link, wherever it points.
bool isSymbolicLink(const QString &path);

/// Why such a file is not written, in English.
QString symbolicLinkText();
