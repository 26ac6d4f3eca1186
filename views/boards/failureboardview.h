#pragma once

#include "boardview.h"
#include "failuregroups.h"

class FailureTableModel;
class SegmentedControl;

/// The board of failures: what they are put together by, and a row for each group.
class FailureBoardView final : public BoardView {
    Q_OBJECT

public:
    explicit FailureBoardView(QWidget *parent = nullptr);

    /// \p model may go before the view does.
    void setModel(FailureTableModel &model);
    [[nodiscard]] FailureGrouping grouping() const;

Q_SIGNALS:
    void groupingChosen(FailureGrouping grouping);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showBoard();
    void retranslate();

    SegmentedControl *m_groupings = nullptr;
    FailureTableModel *m_model = nullptr;
};
