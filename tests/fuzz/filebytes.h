#pragma once

#include "require.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>

/// A file of a fuzz target, with other bytes each time.
class FileBytes final {
public:
    explicit FileBytes(const QString &name) : m_path(m_folder.filePath(name))
    {
        require(m_folder.isValid(), "there is a folder for the file");
    }

    void put(QByteArrayView bytes) const
    {
        QFile file(m_path);
        require(file.open(QIODevice::WriteOnly | QIODevice::Truncate), "the file can be written");
        require(file.write(bytes.data(), bytes.size()) == bytes.size(), "the file takes all bytes");
    }

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    QString m_path;
};
