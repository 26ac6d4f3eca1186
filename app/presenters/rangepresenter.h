#pragma once

#include "statustimeline.h"
#include "timedisplay.h"
#include "timerange.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <optional>
#include <utility>

class Clock;
class SyncTaskTableModel;

/// The time range of every number in the window: one of the chart's ranges, or one that was drawn
/// in the chart. Follows the clock in steps: between them every count uses the same range, so that
/// all numbers agree.
class RangePresenter final : public QObject {
    Q_OBJECT

public:
    using Drawn = std::pair<QDateTime, QDateTime>;

    /// \p model is filtered by the range.
    RangePresenter(SyncTaskTableModel &model, const Clock &clock, QObject *parent = nullptr);

    /// Replaces a drawn range.
    void choose(ChartRange range);
    /// A range that ends now or later has an open end.
    void draw(const QDateTime &begin, const QDateTime &end);
    /// The last one, while one is drawn.
    [[nodiscard]] ChartRange chosen() const { return m_chosen; }
    /// The end is invalid where it is open.
    [[nodiscard]] const std::optional<Drawn> &drawn() const { return m_drawn; }
    /// When the range was computed, in whole seconds, like the times in queries.
    [[nodiscard]] const QDateTime &asOf() const { return m_asOf; }
    /// What \p range is at the same time.
    [[nodiscard]] TimeRange rangeOf(ChartRange range) const;
    /// "in 24 h"; of all that is loaded with the number of tasks.
    [[nodiscard]] QString name(qint64 loaded) const;
    /// "11-24 09:15 – 09:30 (UTC+8)", or "since 09:15 (UTC+8)": dates only where they differ from
    /// today and from each other, seconds only where there are some.
    static QString nameOf(const Drawn &span, const TimeContext &context);

    void tick();

Q_SIGNALS:
    /// The model is filtered by the new range: all counts are out of date.
    void changed();

private:
    void apply();

    SyncTaskTableModel &m_model;
    const Clock &m_clock;
    ChartRange m_chosen = ChartRange::Day;
    std::optional<Drawn> m_drawn;
    QDateTime m_asOf;
};
