#pragma once

#include "statussummary.h"
#include "taskquery.h"

#include <QTimer>
#include <QWidget>

#include <array>

class FacetRow;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

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

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field {
        QString TaskQuery::*part = nullptr;
        QLabel *label = nullptr;
        QLineEdit *edit = nullptr;
    };

    void addFields(QVBoxLayout &column);
    void addStatuses(QVBoxLayout &column);
    void addTriggers(QVBoxLayout &column);
    void announce();
    void clearOwn();
    void showClear();
    void showUnknownRows();
    void retranslate();
    [[nodiscard]] QString coverageText() const;

    static constexpr std::array shownTriggers = {TaskTrigger::Passive, TaskTrigger::Initiative,
                                                 TaskTrigger::Unknown};

    QLabel *m_askTitle = nullptr;
    QLabel *m_askCaption = nullptr;
    QPushButton *m_clear = nullptr;
    std::array<Field, 4> m_fields{};
    QLabel *m_coverage = nullptr;
    QLabel *m_statusTitle = nullptr;
    std::array<FacetRow *, shownStatuses.size()> m_statuses{};
    QLabel *m_triggerTitle = nullptr;
    std::array<FacetRow *, shownTriggers.size()> m_triggers{};

    QTimer m_pause{};
    TaskQuery m_query{}; ///< as last set or announced
    qint64 m_loaded = 0;
    std::optional<qint64> m_total{};
    bool m_complete = false;
};
