#pragma once

#include <QString>

#include <vector>

class MessageBar;
class QByteArray;
class QWidget;

/// A kind of file that can be chosen.
struct FileKind {
    QString name{};   ///< for people
    QString suffix{}; ///< without a point
};

/// Asks where to save; the path has the ending of one of \p kinds, of which there is one at least.
/// Empty: nowhere.
QString askWhereToSave(QWidget *parent, const QString &title, const QString &proposedName,
                       const std::vector<FileKind> &kinds);

/// Writes the file, all of it or nothing, and says in \p bar what became of it.
void saveAndTell(const QString &path, const QByteArray &bytes, MessageBar &bar);
