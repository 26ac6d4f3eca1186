#pragma once

#include "statussummary.h"
#include "taskquery.h"

#include <QWidget>

/// The side bar. Its fields narrow what the registry is asked for; status and trigger, with
/// counts, narrow what is loaded, and it says which is which. Says what to ask for, asks nothing.
class FilterPane final : public QWidget {
    Q_OBJECT

public:
    explicit FilterPane(QWidget *parent = nullptr);
    ~FilterPane() override;

    /// Fills the widgets without announcing a change. Instance and text are not its own: they
    /// pass through.
    void setQuery(const TaskQuery &query);
    [[nodiscard]] TaskQuery query() const;
    void showCounts(const FacetCounts &counts);
    /// \p loaded of \p total tasks are known, so the counts are (in)complete.
    void showCoverage(qint64 loaded, std::optional<qint64> total, bool complete);

Q_SIGNALS:
    /// After a pause in typing, Enter, or a click.
    void queryChanged(const TaskQuery &query);
};
