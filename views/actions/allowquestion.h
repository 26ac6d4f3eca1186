#pragma once

#include <QStringList>

#include <functional>

class QWidget;

/// Says what it means to allow changes for these profiles, by name, and asks. \p allow runs once
/// where that was confirmed; what Enter presses confirms nothing.
void askToAllowChanges(const QStringList &profiles, QWidget &parent,
                       const std::function<void()> &allow);
