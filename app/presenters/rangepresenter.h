#pragma once

#include "statustimeline.h"
#include "timerange.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <optional>
#include <utility>

class Clock;
class SyncTaskTableModel;

/// The range of time that every number of the window speaks of: one of the chart's, or one that was
/// drawn in it. Moves on with the clock, in steps: between them every count uses the same range, so
/// that all numbers agree.
class RangePresenter final : public QObject {
    Q_OBJECT

public:
    using Drawn = std::pair<QDateTime, QDateTime>;

    /// \p model is filtered by it.
    RangePresenter(SyncTaskTableModel &model, const Clock &clock, QObject *parent = nullptr);

    /// Takes the place of a drawn one.
    void choose(ChartRange range);
    /// One that reaches to now, or farther, stays open at its end.
    void draw(const QDateTime &begin, const QDateTime &end);
    /// The last one, while one is drawn.
    [[nodiscard]] ChartRange chosen() const { return m_chosen; }
    /// The end is invalid where it is open.
    [[nodiscard]] const std::optional<Drawn> &drawn() const { return m_drawn; }
    /// When the range was worked out, in whole seconds, as queries write times.
    [[nodiscard]] const QDateTime &asOf() const { return m_asOf; }
    /// What \p range is at the same time.
    [[nodiscard]] TimeRange rangeOf(ChartRange range) const;
    /// "in 24 h"; of all that is loaded with the number of tasks.
    [[nodiscard]] QString name(qint64 loaded) const;

    void tick();

Q_SIGNALS:
    /// The model is filtered by the range as it is now: everything is to be counted anew.
    void changed();

private:
    void apply();

    SyncTaskTableModel &m_model;
    const Clock &m_clock;
    ChartRange m_chosen = ChartRange::Day;
    std::optional<Drawn> m_drawn;
    QDateTime m_asOf;
};
