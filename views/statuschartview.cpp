#include "statuschartview.h"

#include "chartlegend.h"
#include "displaytext.h"
#include "elidedlabel.h"
#include "theme.h"
#include "timelinechart.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace {

using namespace Qt::StringLiterals;

constexpr int mostScopeWidth = 170;

struct RangeButton {
    ChartRange range;
    QStringView objectName;
};

constexpr std::array rangeButtons = {
    RangeButton{ChartRange::Hour, u"rangeHour"}, RangeButton{ChartRange::Day, u"rangeDay"},
    RangeButton{ChartRange::Week, u"rangeWeek"}, RangeButton{ChartRange::Month, u"rangeMonth"},
    RangeButton{ChartRange::All, u"rangeAll"},
};

/// Which corners of the joined row a button rounds.
QString segmentOf(const RangeButton &button)
{
    if (button.range == rangeButtons.front().range)
        return u"first"_s;
    return button.range == rangeButtons.back().range ? u"last"_s : u"middle"_s;
}

bool hasUnknown(const StatusTimeline &timeline)
{
    return std::ranges::any_of(timeline.buckets, [](const StatusCounts &counts) {
        return counts.of(SyncTaskStatus::Unknown) > 0;
    });
}

} // namespace

StatusChartView::StatusChartView(QWidget *parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_legend(new ChartLegend(this)),
      m_scope(new ElidedLabel(this)),
      m_ranges(new QButtonGroup(this)),
      m_chart(new TimelineChart(this))
{
    setFixedHeight(Metrics::chartHeight);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);

    QFont titleFont = textFont(TextStyle::Secondary, font());
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_legend->setObjectName(u"chartLegend"_s);
    m_scope->setObjectName(u"chartScope"_s);
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setProperty("secondary", true);
    m_chart->setObjectName(u"timelineChart"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * Metrics::unit, 0, 1);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addWidget(m_chart, 1);
    connect(m_ranges, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT rangeChosen(static_cast<ChartRange>(id)); });
    setRange(ChartRange::Day);
    retranslate();
}

StatusChartView::~StatusChartView() = default;

QHBoxLayout *StatusChartView::makeHead()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(Metrics::padding, 0, Metrics::padding, 0);
    head->setSpacing(Metrics::padding);
    head->addWidget(m_title);
    head->addWidget(m_legend);
    head->addWidget(m_scope);
    head->addStretch(1);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    addRangeButtons(*segments);
    head->addLayout(segments);
    return head;
}

void StatusChartView::addRangeButtons(QHBoxLayout &row)
{
    m_ranges->setExclusive(true);
    for (const RangeButton &wanted : rangeButtons) {
        auto *button = new QPushButton(this);
        button->setObjectName(wanted.objectName.toString());
        button->setCheckable(true);
        button->setProperty("segment", segmentOf(wanted));
        m_ranges->addButton(button, static_cast<int>(wanted.range));
        row.addWidget(button);
    }
}

void StatusChartView::showTimeline(const StatusTimeline &timeline)
{
    m_timeline = timeline;
    m_legend->showUnknown(hasUnknown(timeline));
    m_chart->showTimeline(timeline);
    const QString text = timelineText(timeline);
    setAccessibleDescription(text);
    m_chart->setAccessibleDescription(text);
}

void StatusChartView::showScope(const QString &scope)
{
    m_scope->setText(scope);
    m_scope->setVisible(!scope.isEmpty()); // an empty label keeps room that the legend needs
    // The legend gives way first: what the numbers cover must not be overlooked.
    m_scope->setMinimumWidth(std::min(m_scope->sizeHint().width(), mostScopeWidth));
}

void StatusChartView::setRange(ChartRange range)
{
    m_ranges->button(static_cast<int>(range))->setChecked(true);
}

ChartRange StatusChartView::range() const
{
    return static_cast<ChartRange>(m_ranges->checkedId());
}

void StatusChartView::retranslate()
{
    m_title->setText(tr("Tasks by status"));
    setAccessibleName(m_title->text());
    m_chart->setAccessibleName(m_title->text());
    for (const RangeButton &button : rangeButtons)
        m_ranges->button(static_cast<int>(button.range))->setText(displayName(button.range));
    showTimeline(m_timeline);
}

void StatusChartView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StatusChartView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(0, height() - 1, width(), 1, themeColors(palette()).line);
}
