#pragma once

#include <QString>

#include <functional>
#include <vector>

class QObject;
class QWidget;

/// A kind of file that can be chosen.
struct FileKind {
    QString name{};   ///< for people
    QString suffix{}; ///< small letters, without a point
};

/// Where to save, and as what.
struct SaveTarget {
    QString path{};
    QString suffix{}; ///< of the kind: that of the path, or else that of the filter
};

using TargetTaken = std::function<void(const SaveTarget &target)>;

/// Asks where to save, in a dialog over \p parent's window, and returns at once. A name without an
/// ending gets that of the chosen kind before the dialog asks whether a file may be replaced.
/// \p taken is called with what was chosen, unless nothing was or \p context is gone by then.
/// \p proposed is a file, with or without its ending. There is one of \p kinds at least.
void askWhereToSave(QWidget *parent, QObject *context, const QString &title,
                    const QString &proposed, const std::vector<FileKind> &kinds, TargetTaken taken);
