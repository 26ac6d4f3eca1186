#include "trendbars.h"

#include "displaytext.h"
#include "theme.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int trendHeight = 44;

} // namespace

/// The bars alone.
class TrendBars::Bars final : public QWidget {
public:
    explicit Bars(QWidget *parent) : QWidget(parent) { setFixedHeight(trendHeight); }

    void showCounts(const TaskSetSummary &summary)
    {
        m_failed = summary.failedPerBucket;
        m_others = summary.othersPerBucket;
        update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        int most = 1;
        for (std::size_t i = 0; i < m_failed.size(); ++i)
            most = std::max(most, m_failed[i] + m_others[i]);
        const double step = static_cast<double>(width()) / static_cast<double>(m_failed.size());
        for (std::size_t i = 0; i < m_failed.size(); ++i) {
            const int left = static_cast<int>(step * static_cast<double>(i));
            const int right = static_cast<int>(step * static_cast<double>(i + 1)) - 1;
            paintBar(painter, {left, 0, std::max(1, right - left), height() - 1}, i, most);
        }
        painter.fillRect(0, height() - 1, width(), 1, themeColors(palette()).line);
    }

private:
    /// What failed stands at the foot, where it can be compared.
    void paintBar(QPainter &painter, const QRect &room, std::size_t bucket, int most) const
    {
        const auto heightOf = [&room, most](int count) {
            return count == 0 ? 0 : std::max(2, room.height() * count / most);
        };
        QRect bar = room;
        bar.setTop(room.bottom() + 1 - heightOf(m_failed[bucket]));
        painter.fillRect(bar, statusFill(SyncTaskStatus::Error, palette()));
        QRect others = room;
        others.setBottom(bar.top() - 1);
        others.setTop(bar.top() - heightOf(m_others[bucket]));
        painter.fillRect(others.intersected(room), themeColors(palette()).track);
    }

    std::array<int, TaskSetSummary::buckets> m_failed{};
    std::array<int, TaskSetSummary::buckets> m_others{};
};

TrendBars::TrendBars(QWidget *parent)
    : QWidget(parent),
      m_bars(new Bars(this)),
      m_begin(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_end(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this))
{
    auto *ends = new QHBoxLayout;
    ends->setDirection(QBoxLayout::LeftToRight);
    ends->addWidget(m_begin);
    ends->addStretch(1);
    ends->addWidget(m_end);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_bars);
    column->addLayout(ends);
}

void TrendBars::showSummary(const TaskSetSummary &summary, const TimeContext &now)
{
    m_summary = summary;
    m_now = now;
    m_bars->showCounts(summary);
    retranslate();
}

void TrendBars::retranslate()
{
    const auto timeOf = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); };
    m_begin->setText(cellTimeText(timeOf(m_summary.beginMs), m_now));
    //: The end of a time that lasts until the present
    m_end->setText(tr("now"));
    const QLocale locale;
    //: A small chart, for a screen reader: numbers of tasks since a time
    setAccessibleName(tr("%1 tasks since %2, %3 failed")
                          .arg(locale.toString(m_summary.count), m_begin->text(),
                               locale.toString(m_summary.failed)));
    setToolTip(accessibleName());
}

void TrendBars::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
