#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QObject;
class QWidget;

/// Asks for a file that is there, beginning in \p folder, in a dialog over \p parent's window, and
/// returns at once. \p taken is called with what was chosen, unless nothing was or \p context is
/// gone by then. \p filters as in QFileDialog; none: all files.
void askWhichFile(QWidget *parent, QObject *context, const QString &title, const QString &folder,
                  const QStringList &filters, std::function<void(const QString &path)> taken);
