#include "headlinebar.h"

#include "displaytext.h"
#include "elidedbutton.h"
#include "elidedlabel.h"
#include "headlinefigure.h"
#include "headlinetext.h"
#include "headlineword.h"
#include "region.h"
#include "statusicon.h"
#include "theme.h"
#include "timelinetext.h"
#include "widgetparts.h"

#include <QEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace {

using namespace Qt::StringLiterals;

constexpr int iconSize = 18;
constexpr int figureGap = 16;
constexpr int leastScopeWidth = 60;
constexpr int leastDelayWidth = 110;
constexpr int mostDelayWidth = 260;
constexpr int mostRangeWidth = 240;
constexpr int delayGap = 12;

QString countText(int count)
{
    return QLocale().toString(count);
}

QString durationOrDash(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? durationText(*duration) : u"–"_s;
}

QString percentOrDash(const std::optional<double> &part)
{
    return part ? shareText(*part) : u"–"_s;
}

} // namespace

HeadlineBar::HeadlineBar(QWidget *parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_word(new HeadlineWord(this)),
      m_note(new ElidedLabel(this)),
      m_range(new ElidedLabel(this)),
      m_delay(new ElidedButton(this)),
      m_scope(new ElidedLabel(this))
{
    // Before anything that tells of a changed palette: a label that was shown to the style sheet
    // once forgets a font that it gets later.
    m_word->setFont(textFont(TextStyle::Headline, font()));
    m_note->setFont(textFont(TextStyle::Secondary, font()));
    m_range->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_delay->setFont(textFont(TextStyle::Secondary, font()));
    makeFigures();
    m_icon->setObjectName(u"healthIcon"_s);
    m_word->setObjectName(u"healthWord"_s);
    m_note->setObjectName(u"healthNote"_s);
    m_note->setProperty("secondary", true);
    m_range->setObjectName(u"headlineRange"_s);
    m_range->setProperty("secondary", true);
    m_scope->setObjectName(u"headlineScope"_s);
    m_scope->setProperty("secondary", true);
    m_delay->setObjectName(u"mostDelayed"_s);
    setFixedHeight(Metrics::headlineHeight);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_scope->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    explainFigures();
    showSummary({});
}

void HeadlineBar::makeFigures()
{
    using Kind = HeadlineFigure::Kind;
    m_failed = new HeadlineFigure(u"failedCount"_s, Kind::Clickable, this);
    m_stuck = new HeadlineFigure(u"stuckCount"_s, Kind::Clickable, this);
    m_running = new HeadlineFigure(u"runningCount"_s, Kind::Clickable, this);
    m_waiting = new HeadlineFigure(u"waitingCount"_s, Kind::Clickable, this);
    m_oldest = new HeadlineFigure(u"oldestActive"_s, Kind::Clickable, this);
    m_duration = new HeadlineFigure(u"durations"_s, Kind::Clickable, this);
    m_success = new HeadlineFigure(u"successRate"_s, Kind::Clickable, this);
    m_done = new HeadlineFigure(u"doneCount"_s, Kind::Clickable, this);
    connect(m_delay, &ElidedButton::clicked, this, &HeadlineBar::delayChosen);
    connect(m_word, &HeadlineWord::clicked, this, &HeadlineBar::chooseHealthReason);
    connect(m_stuck, &HeadlineFigure::clicked, this, &HeadlineBar::stuckChosen);
    const auto choose = [this](HeadlineFigure *figure, SyncTaskStatus status) {
        connect(figure, &HeadlineFigure::clicked, this,
                [this, status] { Q_EMIT statusChosen(status); });
    };
    choose(m_failed, SyncTaskStatus::Error);
    choose(m_running, SyncTaskStatus::Synchronizing);
    choose(m_waiting, SyncTaskStatus::Pending);
    choose(m_done, SyncTaskStatus::Success);
    connect(m_oldest, &HeadlineFigure::clicked, this, &HeadlineBar::activeChosen);
    connect(m_duration, &HeadlineFigure::clicked, this,
            [this] { Q_EMIT chartChosen(ChartKind::Duration); });
    connect(m_success, &HeadlineFigure::clicked, this,
            [this] { Q_EMIT chartChosen(ChartKind::Success); });
}

/// Their names tell the numbers; this, what they do.
void HeadlineBar::explainFigures()
{
    //: What a number of the headline does when it is pressed, as the seven below
    explain(*m_failed, tr("Show the failed tasks"));
    explain(*m_stuck, tr("Show the stuck tasks"));
    explain(*m_running, tr("Show the running tasks"));
    explain(*m_waiting, tr("Show the waiting tasks"));
    explain(*m_oldest, tr("Show the unfinished tasks"));
    explain(*m_duration, tr("Show the durations in the chart"));
    explain(*m_success, tr("Show in the chart how many succeeded"));
    explain(*m_done, tr("Show the done tasks"));
}

void HeadlineBar::showSummary(const StatusSummary &summary)
{
    m_summary = summary;
    updateHealth();
    updateCounts();
    updateTimes();
    updateDelay();
    showHealthReason();
    arrange();
}

void HeadlineBar::showRange(const QString &range)
{
    if (range == m_range->text())
        return;
    m_range->setText(range);
    arrange();
}

void HeadlineBar::showScope(const QString &scope)
{
    if (scope == m_scope->text())
        return;
    m_scope->setText(scope);
    arrange();
}

void HeadlineBar::showFreshness(const Freshness &freshness, const TimeContext &now)
{
    // What is said of a time changes with the day.
    const auto text = [this] { return headlineText(m_summary, m_freshness, m_now); };
    const HeadlineText former = text();
    const bool wasNothingRead = m_freshness.isNothingRead();
    m_now = now;
    m_freshness = freshness;
    if (text() == former && freshness.isNothingRead() == wasNothingRead)
        return;
    updateHealth();
    updateCounts();
    arrange();
}

void HeadlineBar::updateHealth()
{
    const HeadlineText text = headlineText(m_summary, m_freshness, m_now);
    m_word->setText(text.word);
    m_note->setText(text.note);
    m_icon->setPixmap(healthPixmap(text.health, iconSize, palette(), devicePixelRatioF()));
    //: the headline: a word, then what restricts it
    setAccessibleName(text.note.isEmpty() ? text.word : tr("%1, %2").arg(text.word, text.note));
}

/// Where nothing was read, 0 would be wrong.
QString HeadlineBar::figureText(int count) const
{
    return m_freshness.isNothingRead() ? u"–"_s : countText(count);
}

void HeadlineBar::updateCounts()
{
    const int failed = m_summary.counts.of(SyncTaskStatus::Error);
    //: below the number of tasks
    m_failed->showFigure(figureText(failed), tr("failed"));
    m_failed->setAlarming(failed > 0);
    //: below the number of tasks
    m_running->showFigure(figureText(m_summary.running), tr("running"));
    //: below the number of tasks
    m_waiting->showFigure(figureText(m_summary.waiting), tr("waiting"));
    //: below a percentage
    m_success->showFigure(percentOrDash(m_summary.successRate), tr("succeeded"));
    //: below the number of tasks
    m_done->showFigure(figureText(m_summary.counts.of(SyncTaskStatus::Success)), tr("done"));
}

void HeadlineBar::updateDelay()
{
    if (const std::optional<OldestUnfinished> &oldest = m_summary.oldestUnfinished)
        return showOldest(*oldest);
    const std::optional<DelayedRoute> &route = m_summary.mostDelayed;
    if (!route) {
        m_delay->setText({});
        explain(*m_delay, {});
        m_delayReason.clear();
        return;
    }
    //: %1 and %2 are places, as in "most delayed: Hangzhou → Frankfurt"
    m_delay->setText(
        tr("most delayed: %1 → %2").arg(placeName(route->fromRegion), placeName(route->toRegion)));
    //: %1 and %2 are places, %3 is a duration
    m_delayReason = tr("%1 → %2 takes %3 longer than usual")
                        .arg(placeName(route->fromRegion), placeName(route->toRegion),
                             durationText(route->behind));
    explain(*m_delay, m_delayReason);
}

void HeadlineBar::showOldest(const OldestUnfinished &oldest)
{
    const QString age = durationText(oldest.age);
    const QString from = placeName(oldest.fromRegion);
    const QString to = placeName(oldest.toRegion);
    //: Beside the headline's word, in little room: age and route of the oldest unfinished task; %1
    //: is a duration, %2 and %3 are places
    m_delay->setText(tr("%1: %2 → %3", "oldest").arg(age, from, to));
    //: %1 is a duration, %2 and %3 are places
    m_delayReason = tr("Oldest unfinished: %1 on %2 → %3").arg(age, from, to);
    explain(*m_delay, m_delayReason);
}

/// Why the word says what it does; empty where it is no bad news.
QString HeadlineBar::healthReason() const
{
    QStringList reasons;
    const auto oldest = m_summary.oldestStuck.value_or(std::chrono::milliseconds(0));
    if (m_summary.stuck > 0)
        //: Why the headline says "Delayed"; %1: a duration
        reasons << tr("%Ln stuck, oldest unfinished %1", nullptr, m_summary.stuck)
                       .arg(durationText(oldest));
    if (!m_delayReason.isEmpty())
        reasons << m_delayReason;
    if (m_summary.health == Health::Failing && m_summary.successRate)
        //: Why the headline says "Failing"; %1: a percentage
        reasons << tr("%Ln failed, %1 succeeded", nullptr,
                      m_summary.counts.of(SyncTaskStatus::Error))
                       .arg(shareText(*m_summary.successRate));
    return reasons.join(u'\n');
}

void HeadlineBar::showHealthReason()
{
    const bool isBad = m_summary.health == Health::Delayed || m_summary.health == Health::Failing;
    const QString reason = isBad ? healthReason() : QString();
    m_word->setLeading(!reason.isEmpty());
    m_icon->setCursor(m_word->cursor());
    explain(*m_word, reason);
    m_icon->setToolTip(m_word->toolTip());
    setAccessibleDescription(reason);
}

void HeadlineBar::chooseHealthReason()
{
    if (m_summary.health == Health::Failing)
        Q_EMIT statusChosen(SyncTaskStatus::Error);
    else if (m_summary.health == Health::Delayed && m_summary.stuck > 0)
        Q_EMIT stuckChosen();
    else if (m_summary.health == Health::Delayed && m_summary.mostDelayed)
        Q_EMIT delayChosen();
}

/// A click on the icon, which leaves it to the bar, is one on the word.
void HeadlineBar::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton &&
        m_icon->geometry().contains(event->position().toPoint()))
        chooseHealthReason();
}

void HeadlineBar::updateTimes()
{
    const auto oldest = m_summary.oldestStuck.value_or(std::chrono::milliseconds(0));
    //: below the number of tasks; %1 is a duration
    m_stuck->showFigure(countText(m_summary.stuck),
                        tr("stuck, oldest %1").arg(durationText(oldest)));
    //: below a duration: the longest that a running or waiting task has been under way
    m_oldest->showFigure(durationOrDash(m_summary.oldestActive), tr("oldest unfinished"));
    const QString caption =
        m_summary.medianDuration
            //: below a duration that 95 % of the tasks do not exceed; %1: the median
            ? tr("p95, usually %1").arg(durationText(*m_summary.medianDuration))
            : tr("p95 duration");
    m_duration->showFigure(durationOrDash(m_summary.p95Duration), caption);
}

void HeadlineBar::arrange()
{
    const int middle = (height() - 1) / 2;
    m_icon->setGeometry(Metrics::padding + Metrics::unit, middle - iconSize / 2, iconSize,
                        iconSize);
    const QSize word = m_word->sizeHint();
    m_word->setGeometry(m_icon->geometry().right() + 9 - HeadlineWord::inset,
                        middle - word.height() / 2, word.width(), word.height());
    const int scopeWidth = m_scope->text().isEmpty() ? 0 : m_scope->sizeHint().width();
    const int scopeRoom = scopeWidth > 0 ? scopeWidth + figureGap : 0;
    const int left = arrangeDelay(
        arrangeRange(arrangeNote(m_word->geometry().right() - HeadlineWord::inset)), scopeRoom);
    const int end =
        arrangeFigures(left + figureGap + Metrics::unit, width() - Metrics::padding - scopeRoom);
    const int room = width() - end - Metrics::padding;
    m_scope->setVisible(scopeWidth > 0 && room >= std::min(scopeWidth, leastScopeWidth));
    m_scope->setGeometry(end, 0, std::max(room, 0), height() - 1);
}

/// After the word; the place where it ends. It is more important than any figure.
int HeadlineBar::arrangeNote(int left)
{
    const bool isShown = !m_note->text().isEmpty();
    m_note->setVisible(isShown);
    if (!isShown)
        return left;
    const QSize size = m_note->sizeHint();
    const int room =
        std::min(size.width(), width() - left - delayGap - rangeWidth() - Metrics::padding);
    m_note->setGeometry(left + delayGap, (height() - 1 - size.height()) / 2, std::max(room, 0),
                        size.height());
    return left + delayGap + room;
}

int HeadlineBar::rangeWidth() const
{
    if (m_range->text().isEmpty())
        return 0;
    return std::min(m_range->sizeHint().width(), mostRangeWidth) + delayGap;
}

/// Without it the figures would say nothing: it always has its place.
int HeadlineBar::arrangeRange(int left)
{
    const int room = rangeWidth();
    m_range->setVisible(room > 0);
    if (room == 0)
        return left;
    const QSize size = m_range->sizeHint();
    m_range->setGeometry(left + delayGap, (height() - 1 - size.height()) / 2, room - delayGap,
                         size.height());
    return left + room;
}

/// After the word, as much of it as the figures leave room for; the place where it ends. All of
/// them, where the shortest form of it fits beside them; else the most important ones.
int HeadlineBar::arrangeDelay(int left, int scopeRoom)
{
    const auto widthOf = [this](std::initializer_list<const HeadlineFigure *> figures) {
        int sum = 0;
        for (const HeadlineFigure *figure : figures)
            sum += isWanted(*figure) ? figure->sizeHint().width() + figureGap : 0;
        return sum;
    };
    const int most = std::min(m_delay->sizeHint().width(), mostDelayWidth);
    // Why the word says what it does is worth more than the figures of what went well.
    const int least = m_summary.oldestUnfinished ? most : std::min(most, leastDelayWidth);
    const int rest = width() - left - delayGap - Metrics::padding - figureGap -
                     widthOf({m_failed, m_stuck, m_running, m_waiting, m_duration});
    const int others = widthOf({m_oldest, m_success, m_done}) + scopeRoom;
    const int room = std::min(most, rest - others >= least ? rest - others : rest);
    const bool isShown = !m_delay->text().isEmpty() && room >= least;
    m_delay->setVisible(isShown);
    if (!isShown)
        return left;
    const int lineHeight = m_delay->sizeHint().height();
    m_delay->setGeometry(left + delayGap, (height() - 1 - lineHeight) / 2, room, lineHeight);
    return left + delayGap + room;
}

/// What is stuck says more than what is oldest; where nothing is, it is not worth a place.
bool HeadlineBar::isWanted(const HeadlineFigure &figure) const
{
    if (&figure == m_stuck)
        return m_summary.stuck > 0;
    return &figure != m_oldest || m_summary.stuck == 0;
}

/// What has no room before \p limit is hidden, the least important first; the order on screen
/// stays. The urgent ones may use the room of the scope too.
int HeadlineBar::arrangeFigures(int left, int limit)
{
    const std::array byImportance = {m_failed, m_stuck,    m_running, m_waiting,
                                     m_oldest, m_duration, m_success, m_done};
    int right = left;
    bool fits = true;
    for (HeadlineFigure *figure : byImportance) {
        if (!isWanted(*figure)) {
            figure->setVisible(false);
            continue;
        }
        const QSize size = figure->sizeHint();
        const bool isUrgent =
            figure == m_failed || figure == m_stuck || figure == m_running || figure == m_waiting;
        fits = fits && right + size.width() <= (isUrgent ? width() : limit);
        figure->setVisible(fits);
        if (!fits)
            continue;
        figure->setGeometry(right, (height() - 1 - size.height()) / 2, size.width(), size.height());
        right += size.width() + figureGap;
    }
    return right;
}

void HeadlineBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        explainFigures();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        showSummary(m_summary);
}

bool HeadlineBar::event(QEvent *event)
{
    // The window went to a screen with another scale: the icon is a pixmap.
    if (event->type() == QEvent::ScreenChangeInternal)
        updateHealth();
    return QWidget::event(event);
}

void HeadlineBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HeadlineBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(0, height() - 1, width(), 1, themeColors(palette()).line);
}
