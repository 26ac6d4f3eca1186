#pragma once

#include <QByteArray>
#include <QFileDevice>
#include <QString>

#include <memory>

/// A file that is written piece by piece, all of it or nothing: under the wanted name it appears
/// with commit(), and a file that was there before stays until then. Character
/// devices are written to as they are, and so are pipes that somebody reads from; anything else is
/// refused. The file is the user's own: its permissions are those that the user's umask
/// leaves. Each call returns what went wrong; empty when nothing did.
class WholeFile final {
public:
    explicit WholeFile(QString path);
    /// Without commit() nothing is left of it.
    ~WholeFile();
    Q_DISABLE_COPY_MOVE(WholeFile)

    [[nodiscard]] QString open();
    [[nodiscard]] QString write(const QByteArray &bytes);
    /// Nothing can be written after it.
    [[nodiscard]] QString commit();

private:
    [[nodiscard]] QString fault() const;

    QString m_path;
    std::unique_ptr<QFileDevice> m_file; ///< null before open() and after commit()
};

/// Writes \p bytes to the file \p path, as above.
QString writeWholeFile(const QString &path, const QByteArray &bytes);
