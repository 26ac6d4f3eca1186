#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

/// Why a file was not read.
struct FileFault {
    enum class Kind : quint8 { NotRegular, TooLarge, System };

    Kind kind = Kind::System;
    QString text{}; ///< in English or the system's words, without the file's name
};

/// What stands in a file that a person or another program has written; of a regular file only, at
/// most \p mostBytes. A pipe would be waited for, a device has no end.
tl::expected<QByteArray, FileFault> readRegularFile(const QString &path, qint64 mostBytes);
