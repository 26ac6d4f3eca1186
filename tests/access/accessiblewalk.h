#pragma once

#include <QAccessible>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

/// All that a screen reader can reach from \p root, the root itself too. Of a long list or table
/// only the first rows.
void walkAccessible(QAccessibleInterface &root,
                    const std::function<void(QAccessibleInterface &)> &visit);

/// What is wrong with what a screen reader is told of \p window: a line for each fault, with the
/// place of the part.
QStringList accessibleFaults(QWidget &window);
