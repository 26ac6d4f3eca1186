#pragma once

#include <QKeySequence>
#include <QString>

#include <vector>

class QKeyEvent;

/// What some keys do, for the sheet of keys.
struct KeyLine {
    QString keys{};
    QString what{};
};

/// Keys that act in the same part of the window.
struct KeySection {
    QString title{};
    std::vector<KeyLine> lines{};
};

/// As the desktop writes them, beside each other.
[[nodiscard]] QString keysText(const QList<QKeySequence> &keys);

/// The arrow key that \p event stands for in a table: j is down and k is up; 0 for all others.
[[nodiscard]] int rowKeyOf(const QKeyEvent &event);
