#pragma once

#include "failuregroups.h"

#include <QWidget>

class ElidedLabel;
class FailureTable;
class FailureTableModel;
class QLabel;
class QStackedWidget;
class SegmentedControl;

/// The board of failures: what they are put together by, and a row for each group. Says what is
/// asked for, asks nothing.
class FailureBoardView final : public QWidget {
    Q_OBJECT

public:
    explicit FailureBoardView(QWidget *parent = nullptr);
    ~FailureBoardView() override;

    /// \p model may go before the view does.
    void setModel(FailureTableModel &model);
    [[nodiscard]] FailureGrouping grouping() const;

Q_SIGNALS:
    void groupingChosen(FailureGrouping grouping);
    /// The tasks of the group in this row of the model are wanted, or to be left out.
    void chosen(int row, bool exclude);
    void backRequested();
    void shown(); ///< it came into sight: what it shows should be counted

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showBoard();
    void retranslate();

    SegmentedControl *m_groupings = nullptr;
    ElidedLabel *m_summary = nullptr;
    FailureTable *m_table = nullptr;
    QLabel *m_nothing = nullptr;
    QStackedWidget *m_stack = nullptr;
    FailureTableModel *m_model = nullptr;
};
