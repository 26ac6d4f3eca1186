#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

// Files in which this program keeps something for itself: see privatefile.h for who may use them.

/// The content of \p path; empty where there is no file. The error is the system's words, or says
/// that it is not a regular file or larger than \p mostBytes: neither is read.
tl::expected<QByteArray, QString> readSmallFile(const QString &path, qint64 mostBytes);

/// Replaces the content of \p path at once: after a crash it is the former or the new one. Makes
/// the folder where there is none. A symbolic link is not written through. The error is the
/// system's words, or says so.
tl::expected<void, QString> replaceSmallFile(const QString &path, const QByteArray &content);

/// Makes \p folder and those above it. The error is the system's words.
tl::expected<void, QString> makeFolder(const QString &folder);
