#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

/// The content of \p path; empty where there is no file. The error is the system's words, or says
/// that it is not a regular file or larger than \p mostBytes: neither is read.
tl::expected<QByteArray, QString> readSmallFile(const QString &path, qint64 mostBytes);

/// Replaces the content of \p path at once: after a crash it is the former or the new one. Makes
/// the folder where there is none. The error is the system's words.
tl::expected<void, QString> replaceSmallFile(const QString &path, const QByteArray &content);

/// Makes \p folder and those above it. The error is the system's words.
tl::expected<void, QString> makeFolder(const QString &folder);
