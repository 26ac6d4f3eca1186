#pragma once

#include "keychoices.h"

#include <QWidget>

#include <optional>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

/// The page of the settings that lists the actions of the window with their keys, and gives them
/// others. A key that another action has, or that has a fixed meaning, is refused.
class KeysPage final : public QWidget {
    Q_OBJECT

public:
    explicit KeysPage(QWidget *parent = nullptr);

    void setActions(std::vector<KeyGroup> groups);
    void showChoices(const KeyChoices &choices);
    [[nodiscard]] const KeyChoices &chosen() const { return m_choices; }
    void retranslate();

private:
    void fill();
    void showKeys();
    void showCurrent();
    void assign();
    void setKeys(const QList<QKeySequence> &keys);
    void showProblem(const QString &problem);
    [[nodiscard]] const KeyedAction *current() const;
    [[nodiscard]] const KeyedAction *actionOf(const QTreeWidgetItem &item) const;

    std::vector<KeyGroup> m_groups{};
    KeyChoices m_choices{};
    QLabel *m_title = nullptr;
    QTreeWidget *m_tree = nullptr;
    QLabel *m_editLabel = nullptr;
    QKeySequenceEdit *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_usual = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_hint = nullptr;
};
