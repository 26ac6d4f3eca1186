#pragma once

#include "tasklink.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class TaskLinkRow;

/// Tasks that have to do with the one that is shown, under a title, with a button beside it where
/// the list can show them all.
class TaskLinkSection final : public QWidget {
    Q_OBJECT

public:
    /// \p name: beginning of the object names of title and rows, e.g. "earlier".
    explicit TaskLinkSection(const QString &name, QWidget *parent = nullptr);
    ~TaskLinkSection() override;

    /// An empty \p title takes no place.
    void setTitle(const QString &title);
    /// Rows are kept from one showing to the next: the focus stays where it is.
    void showLinks(const std::vector<TaskLink> &links);
    /// A button at the right of the title, the section's own; made when first asked for.
    QPushButton *button(const QString &objectName);

Q_SIGNALS:
    void taskChosen(TaskRow row);

private:
    TaskLinkRow *addRow();

    QString m_name;
    QLabel *m_title = nullptr;
    QPushButton *m_button = nullptr;
    std::vector<TaskLinkRow *> m_rows{};
};
