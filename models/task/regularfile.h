#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

/// What stands in a file that a person or another program has written; of a regular file only, at
/// most \p mostBytes. A pipe would be waited for, a device has no end. The error is a sentence in
/// English without the file's name.
tl::expected<QByteArray, QString> readRegularFile(const QString &path, qint64 mostBytes);
