#include "statuschartview.h"

#include "chartlegend.h"
#include "displaytext.h"
#include "elidedlabel.h"
#include "glyphbutton.h"
#include "theme.h"
#include "timelinechart.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QTextDocument>

#include <algorithm>
#include <array>
#include <iterator>

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
    RangeButton{ChartRange::Year, u"rangeYear"}, RangeButton{ChartRange::All, u"rangeAll"},
};

constexpr std::array chartKinds = {ChartKind::Status, ChartKind::Duration, ChartKind::Success,
                                   ChartKind::Backlog};

/// Which corners of the joined row a button rounds.
QString segmentOf(const RangeButton &button)
{
    if (button.range == rangeButtons.front().range)
        return u"first"_s;
    return button.range == rangeButtons.back().range ? u"last"_s : u"middle"_s;
}

std::vector<SyncTaskStatus> rareStatusesIn(const StatusTimeline &timeline)
{
    const StatusCounts total = timeline.total();
    std::vector<SyncTaskStatus> rare;
    std::ranges::copy_if(shownStatuses, std::back_inserter(rare), [&total](SyncTaskStatus status) {
        return isRare(status) && total.of(status) > 0;
    });
    return rare;
}

} // namespace

StatusChartView::StatusChartView(QWidget *parent)
    : QWidget(parent),
      m_kinds(new GlyphButton(Glyph::None, this)),
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
    m_kinds->setFont(titleFont);
    m_kinds->setObjectName(u"chartKinds"_s);
    m_kinds->setProperty("flat", true);
    makeKindMenu();
    m_legend->setObjectName(u"chartLegend"_s);
    m_scope->setObjectName(u"chartScope"_s);
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setProperty("secondary", true);
    m_chart->setObjectName(u"timelineChart"_s);
    setFocusProxy(m_chart);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * Metrics::unit, 0, 1);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addWidget(m_chart, 1);
    connect(m_ranges, &QButtonGroup::idClicked, this, [this](int id) {
        setRange(static_cast<ChartRange>(id));
        Q_EMIT rangeChosen(m_range);
    });
    connectChart();
    setRange(ChartRange::Day);
    retranslate();
}

QHBoxLayout *StatusChartView::makeHead()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(Metrics::padding - 3, 0, Metrics::padding, 0);
    head->setSpacing(Metrics::padding);
    head->addWidget(m_kinds);
    head->addWidget(m_legend);
    head->addWidget(m_scope);
    head->addStretch(1);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    addRangeButtons(*segments);
    head->addLayout(segments);
    return head;
}

void StatusChartView::makeKindMenu()
{
    auto *menu = new QMenu(m_kinds);
    auto *group = new QActionGroup(menu);
    for (const ChartKind kind : chartKinds) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        action->setData(static_cast<int>(kind));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind] { chooseKind(kind); });
    }
    m_kinds->setMenu(menu);
}

void StatusChartView::connectChart()
{
    connect(m_legend, &ChartLegend::statusClicked, this, &StatusChartView::statusToggled);
    connect(m_chart, &TimelineChart::timeRangeChosen, this, &StatusChartView::timeRangeChosen);
    connect(m_chart, &TimelineChart::timeRangeCleared, this, &StatusChartView::timeRangeCleared);
    connect(m_chart, &TimelineChart::barChosen, this, &StatusChartView::barChosen);
    connect(m_chart, &TimelineChart::pictureRequested, this, &StatusChartView::pictureRequested);
    connect(m_chart, &TimelineChart::zoomChosen, this,
            [this](const QDateTime &begin, const QDateTime &end) {
                m_chart->setZoomed(true);
                Q_EMIT zoomChosen(begin, end);
            });
    connect(m_chart, &TimelineChart::zoomEnded, this, [this] {
        setRange(m_range);
        Q_EMIT rangeChosen(m_range);
    });
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
        button->setHidden(wanted.range == ChartRange::Year);
        row.addWidget(button);
    }
}

void StatusChartView::showTimeline(const StatusTimeline &timeline)
{
    m_timeline = timeline;
    m_legend->showRare(rareStatusesIn(timeline));
    m_chart->showTimeline(timeline);
    describe();
}

void StatusChartView::showDurations(const DurationTimeline &timeline)
{
    m_chart->showDurations(timeline);
    describe();
}

void StatusChartView::showBacklog(const BacklogTimeline &timeline)
{
    m_chart->showBacklog(timeline);
    describe();
}

void StatusChartView::showTimeRange(const QDateTime &begin, const QDateTime &end)
{
    m_chart->showTimeRange(begin, end);
}

void StatusChartView::showWantedStatuses(const std::vector<SyncTaskStatus> &statuses)
{
    m_legend->showWanted(statuses);
}

void StatusChartView::setKind(ChartKind kind)
{
    m_chart->setKind(kind);
    m_legend->showKind(kind);
    retranslate();
}

void StatusChartView::chooseKind(ChartKind kind)
{
    setKind(kind);
    Q_EMIT kindChosen(kind);
}

ChartKind StatusChartView::kind() const
{
    return m_chart->kind();
}

void StatusChartView::describe()
{
    const QString text = m_chart->summaryText();
    setAccessibleDescription(text);
    m_chart->setAccessibleDescription(text);
}

void StatusChartView::showScope(const QString &scope, const QString &why)
{
    m_scope->setText(scope);
    // What a database says is never to be read as mark-up.
    m_scope->setToolTip(why.isEmpty()
                            ? QString()
                            : Qt::convertFromPlainText(scope + u'\n' + why, Qt::WhiteSpaceNormal));
    m_scope->setAccessibleDescription(why);
    m_scope->setVisible(!scope.isEmpty()); // an empty label keeps room that the legend needs
    // The legend gives way first: what the numbers cover must not be overlooked.
    m_scope->setMinimumWidth(std::min(m_scope->sizeHint().width(), mostScopeWidth));
}

QString StatusChartView::scope() const
{
    return m_scope->text();
}

const TimelineData &StatusChartView::shownData() const
{
    return m_chart->shownData();
}

void StatusChartView::setRange(ChartRange range)
{
    const bool isOffered = !m_ranges->button(static_cast<int>(range))->isHidden();
    m_range = isOffered ? range : ChartRange::Month;
    m_chart->setZoomed(false);
    m_ranges->button(static_cast<int>(m_range))->setChecked(true);
}

void StatusChartView::offerYear()
{
    m_ranges->button(static_cast<int>(ChartRange::Year))->show();
}

void StatusChartView::setLow(bool low)
{
    setFixedHeight(low ? Metrics::lowChartHeight : Metrics::chartHeight);
}

bool StatusChartView::endZoom()
{
    return m_chart->endZoom();
}

void StatusChartView::showNoRange()
{
    m_ranges->setExclusive(false); // else one is always checked
    if (QAbstractButton *checked = m_ranges->checkedButton())
        checked->setChecked(false);
    m_ranges->setExclusive(true);
}

ChartRange StatusChartView::range() const
{
    return m_range;
}

void StatusChartView::retranslate()
{
    const QString title = displayName(kind());
    m_kinds->setText(title);
    //: what a chart draws
    m_kinds->setToolTip(tr("What the chart shows"));
    setAccessibleName(title);
    m_chart->setTitle(title);
    const QList<QAction *> actions = m_kinds->menu()->actions();
    for (QAction *action : actions) {
        const auto of = static_cast<ChartKind>(action->data().toInt());
        action->setText(displayName(of));
        action->setChecked(of == kind());
    }
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
