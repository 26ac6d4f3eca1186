#include "rangepresenter.h"

#include "clock.h"
#include "displaytext.h"
#include "synctasktablemodel.h"
#include "timelinetext.h"

#include <QLocale>

#include <chrono>
#include <cstdlib>

using namespace std::chrono_literals;

namespace {

// Moving on looks at every task.
constexpr std::chrono::milliseconds rangeLife = 30s;

} // namespace

RangePresenter::RangePresenter(SyncTaskTableModel &model, const Clock &clock, QObject *parent)
    : QObject(parent), m_model(model), m_clock(clock)
{
    apply();
}

void RangePresenter::choose(ChartRange range)
{
    m_chosen = range;
    m_drawn.reset();
    apply();
}

void RangePresenter::draw(const QDateTime &begin, const QDateTime &end)
{
    // In whole seconds, as queries write times.
    const auto wholeSecond = [](const QDateTime &time) {
        return QDateTime::fromSecsSinceEpoch(time.toSecsSinceEpoch(), Qt::UTC);
    };
    m_drawn = Drawn(wholeSecond(begin), end < m_clock.now() ? wholeSecond(end) : QDateTime());
    apply();
}

TimeRange RangePresenter::rangeOf(ChartRange range) const
{
    const std::optional<std::chrono::milliseconds> length = lengthOf(range);
    return length ? TimeRange::last(*length, m_asOf) : TimeRange();
}

void RangePresenter::apply()
{
    const QDateTime now = m_clock.now();
    m_asOf = QDateTime::fromSecsSinceEpoch(now.toSecsSinceEpoch(), Qt::UTC);
    TimeRange range = rangeOf(m_chosen);
    if (m_drawn) {
        range = {.beginMs = m_drawn->first.toMSecsSinceEpoch()};
        if (m_drawn->second.isValid())
            range.endMs = m_drawn->second.toMSecsSinceEpoch();
    }
    m_model.setRange(range);
    Q_EMIT changed();
}

void RangePresenter::tick()
{
    // The clock may have been set back, too.
    if (std::abs(m_asOf.msecsTo(m_clock.now())) >= rangeLife.count())
        apply();
}

QString RangePresenter::name(qint64 loaded) const
{
    if (m_drawn)
        return nameOf(*m_drawn, m_model.timeContext());
    if (m_chosen == ChartRange::All)
        //: a range of time, beside the numbers of the headline
        return tr("all %Ln loaded task(s)", nullptr, static_cast<int>(loaded));
    //: a range of time, beside the numbers of the headline: "in 24 h"
    return tr("in %1").arg(displayName(m_chosen));
}

QString RangePresenter::nameOf(const Drawn &span, const TimeContext &context)
{
    const auto hasSeconds = [](const QDateTime &time) {
        return time.isValid() && time.time().second() != 0;
    };
    const bool withSeconds = hasSeconds(span.first) || hasSeconds(span.second);
    const TimeDisplay &times = context.times;
    const QString begin = shortTimeText(span.first, context, withSeconds);
    const QString end = shortTimeText(span.second, dayOf(span.first, times), times, withSeconds);
    return withZone(end.isEmpty()
                        //: a range of time, beside the numbers of the headline: from when on
                        ? tr("since %1").arg(begin)
                        //: a range of time, beside the numbers of the headline: from when to when
                        : tr("%1 – %2").arg(begin, end),
                    context);
}
