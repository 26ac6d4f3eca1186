#pragma once

#include "keyline.h"

#include <QObject>

class QAction;
class QWidget;

/// The actions of a window that have a key and no place in its menu.
class WindowKeys final : public QObject {
    Q_OBJECT

public:
    /// Adds them to \p window.
    explicit WindowKeys(QWidget &window);

    [[nodiscard]] QAction *stepBack() const { return m_stepBack; }
    [[nodiscard]] QAction *goBack() const { return m_back; }
    [[nodiscard]] QAction *goForward() const { return m_forward; }
    [[nodiscard]] QAction *nextPane() const { return m_nextPane; }
    [[nodiscard]] QAction *previousPane() const { return m_previousPane; }
    void retranslate();

private:
    QAction *add(const QString &objectName, const QKeySequence &key);

    QWidget &m_window;
    QAction *m_stepBack = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_nextPane = nullptr;
    QAction *m_previousPane = nullptr;
};

/// A line for each of \p actions that has a key.
[[nodiscard]] std::vector<KeyLine> keyLinesOf(const QList<QAction *> &actions);
