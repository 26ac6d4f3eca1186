#include "footbar.h"

#include "displaytext.h"
#include "elidedbutton.h"
#include "elidedlabel.h"
#include "erroradvice.h"
#include "instancestatuspanel.h"
#include "liststatustext.h"
#include "region.h"
#include "statusicon.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QShowEvent>

#include <algorithm>
#include <limits>
#include <utility>

namespace {

using namespace Qt::StringLiterals;
using Phase = FeedState::Phase;

constexpr int dotSize = 8;
constexpr int progressSteps = 1000;

/// What the lists are together, by the worst of them.
ListStatus::State worstOf(const Freshness &freshness)
{
    using State = ListStatus::State;
    if (freshness.refused > 0)
        return State::Refused;
    if (freshness.notAnswering > 0)
        return State::NotAnswering;
    if (freshness.neverRead > 0 || freshness.all == 0)
        return State::NeverRead;
    return freshness.outdated > 0 ? State::Outdated : State::Current;
}

QColor colorOf(ListStatus::State state, const QPalette &palette)
{
    switch (state) {
    case ListStatus::State::Refused:
        return statusFill(SyncTaskStatus::Error, palette);
    case ListStatus::State::NotAnswering:
    case ListStatus::State::Outdated:
        return statusFill(SyncTaskStatus::Pending, palette);
    case ListStatus::State::NeverRead:
        return statusFill(SyncTaskStatus::Unknown, palette);
    case ListStatus::State::Current:
        break;
    }
    return statusFill(SyncTaskStatus::Success, palette);
}

QPixmap dotPixmap(const QColor &color, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(dotSize, dotSize) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(0.5, 0.5, dotSize - 1, dotSize - 1));
    return pixmap;
}

/// Counts go through tr(), which knows plurals of int only.
int asInt(qint64 count)
{
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

bool isLoading(const FeedState &state)
{
    return state.phase == Phase::LoadingFirst || state.phase == Phase::LoadingMore ||
           state.phase == Phase::Checking;
}

QPushButton *makeLink(const QString &objectName, QWidget *parent)
{
    QPushButton *link = makeButton(objectName, "link", parent);
    link->setFont(textFont(TextStyle::Secondary, parent->font()));
    link->setCursor(Qt::PointingHandCursor);
    link->hide();
    return link;
}

/// What was sent where something could not be read; empty when everything could.
QString unreadReason(const UnreadSummary &unread)
{
    if (unread.isEmpty())
        return {};
    QStringList lines{FootBar::tr("The registry sent what this program cannot read:")};
    for (const ReadingIssue &issue : unread.examples)
        lines << technicalLine(issue);
    const int more = unread.rows + unread.values - static_cast<int>(unread.examples.size());
    if (more > 0)
        lines << FootBar::tr("and %Ln more", nullptr, more);
    return lines.join(u'\n');
}

} // namespace

FootBar::FootBar(QWidget *parent)
    : QWidget(parent),
      m_coverage(new ElidedLabel(this)),
      m_loadMore(makeLink(u"loadMore"_s, this)),
      m_loadAll(makeLink(u"loadAll"_s, this)),
      m_search(makeLink(u"searchHistory"_s, this)),
      m_progress(new QProgressBar(this)),
      m_stop(makeLink(u"stopLoading"_s, this)),
      m_muted(makeLink(u"mutedLink"_s, this)),
      m_nextRefresh(new QLabel(this)),
      m_dot(new QLabel(this)),
      m_place(new ElidedButton(this)),
      m_panel(new InstanceStatusPanel(this))
{
    m_coverage->setObjectName(u"coverage"_s);
    m_progress->setObjectName(u"loadProgress"_s);
    m_nextRefresh->setObjectName(u"nextRefresh"_s);
    m_dot->setObjectName(u"placeDot"_s);
    m_place->setObjectName(u"place"_s);
    buildRow();
    setFixedHeight(Metrics::footHeight);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    connect(m_muted, &QPushButton::clicked, this, &FootBar::mutesRequested);
    connect(m_loadMore, &QPushButton::clicked, this, &FootBar::loadMoreRequested);
    connect(m_loadAll, &QPushButton::clicked, this, &FootBar::loadAllRequested);
    connect(m_search, &QPushButton::clicked, this, &FootBar::searchRequested);
    connect(m_stop, &QPushButton::clicked, this, &FootBar::stopRequested);
    connect(m_place, &ElidedButton::clicked, this, &FootBar::openPanel);
    retranslate();
}

void FootBar::buildRow()
{
    const QFont small = textFont(TextStyle::Secondary, font());
    for (QLabel *label : std::initializer_list<QLabel *>{m_coverage, m_nextRefresh}) {
        label->setFont(small);
        label->setProperty("secondary", true);
    }
    m_place->setFont(small);
    m_place->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(80, 4);
    m_progress->setRange(0, progressSteps);
    m_progress->hide();

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::padding, 1, Metrics::padding, 0);
    row->setSpacing(2 * Metrics::unit);
    row->addWidget(m_coverage, 1);
    row->addWidget(m_loadMore);
    row->addWidget(m_loadAll);
    row->addWidget(m_search);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    row->addStretch();
    row->addWidget(m_muted);
    row->addWidget(m_nextRefresh);
    row->addSpacing(Metrics::unit);
    row->addWidget(m_dot);
    row->addWidget(m_place);
}

void FootBar::showState(const FeedState &state, int shown, const TimeContext &now)
{
    // Mostly nothing but time went on.
    const bool isOther = std::exchange(m_state, state) != state;
    m_shown = shown;
    m_now = now;
    showFacts();
    updateRefresh();
    if (!isOther)
        return;
    updateLinks();
}

void FootBar::offerSearch(bool isOffered)
{
    if (std::exchange(m_offersSearch, isOffered) != isOffered)
        updateLinks();
}

void FootBar::showUnreadDirectory(const UnreadSummary &unread)
{
    m_unreadDirectory = unread;
}

void FootBar::showFacts()
{
    //: between facts in one line
    const QString separator = tr(" · ");
    QStringList facts{coverageText()};
    UnreadSummary unread = m_state.unread;
    if (unread.rows > 0)
        facts += tr("%Ln task(s) could not be read", nullptr, unread.rows);
    if (m_unreadDirectory.rows > 0)
        facts +=
            tr("%Ln instance(s) or rule(s) could not be read", nullptr, m_unreadDirectory.rows);
    if ((!m_state.complete || m_state.isOfHistory) && m_state.completeSince.isValid())
        facts += tr("complete since %1").arg(cellTimeText(m_state.completeSince, m_now));
    m_completeness = facts.join(separator);
    if (m_state.asOf.isValid())
        facts += freshnessText();
    unread.add(m_unreadDirectory);
    if (unread.values > 0)
        //: Single values of what is listed could not be read
        facts += tr("%Ln value(s) left empty", nullptr, unread.values);
    if (m_state.loaded > 0 && m_shown != m_state.loaded)
        facts += tr("%Ln shown", nullptr, m_shown);
    m_coverage->setText(facts.join(separator));
    fit();
    // Why it is not proven complete, and which rows are missing.
    explain(*m_coverage, unread.isEmpty() || (m_state.unread.isEmpty() && m_state.doubt)
                             ? doubtReasons()
                             : unreadReason(unread));
}

/// The lists whose doubts \p doubt adds up; none where it is of what a narrower query asked for.
std::vector<const ListStatus *> FootBar::listsInDoubt(const PagingDoubt &doubt) const
{
    std::vector<const ListStatus *> lists;
    qint64 seen = 0;
    for (const ListStatus &list : m_lists) {
        if (!list.feed.doubt)
            continue;
        lists.push_back(&list);
        seen += list.feed.doubt->seen;
    }
    return seen == doubt.seen ? lists : std::vector<const ListStatus *>();
}

/// Names the instance where it is one of several.
QString FootBar::doubtLine(const PagingDoubt &doubt) const
{
    const std::vector<const ListStatus *> lists = listsInDoubt(doubt);
    if (m_lists.size() > 1 && lists.size() == 1)
        //: %1: an instance, %2: "153 of 253 seen"
        return tr("%1 not proven complete: %2").arg(lists.front()->name, doubtText(doubt));
    //: %1: "153 of 253 seen"
    return tr("Not proven complete: %1").arg(doubtText(doubt));
}

/// Each instance that is not proven complete, how much of it was seen, and why that is not enough.
QString FootBar::doubtReasons() const
{
    if (!m_state.doubt)
        return {};
    QStringList lines;
    for (const ListStatus *list : listsInDoubt(*m_state.doubt)) {
        const PagingDoubt &doubt = *list->feed.doubt;
        //: %1: an instance, %2: "153 of 253 seen", %3: why that is not all
        lines << tr("%1: %2. %3").arg(list->name, doubtText(doubt), doubtReasonText(doubt));
    }
    if (lines.isEmpty())
        lines << doubtReasonText(*m_state.doubt);
    return lines.join(u'\n');
}

void FootBar::updateRefresh()
{
    constexpr std::size_t mostPauses = 2; // the list of instances has them all
    QStringList facts;
    for (std::size_t i = 0; i < std::min(m_pauses.size(), mostPauses); ++i)
        facts += pauseText(m_pauses[i], m_now.now);
    const bool isAllPaused = std::ranges::any_of(m_pauses, [](const ReadingPause &pause) {
        return pause.subjects.isEmpty() && !pause.isOfCalls;
    });
    if (!m_sourceInShort.isEmpty())
        facts += m_sourceInShort;
    else if (m_requests > 0 && !isAllPaused)
        facts += tr("%Ln request(s)/min", nullptr, m_requests);
    if (m_state.nextRefresh.isValid() && m_state.refreshInterval > m_wantedInterval)
        //: how often the lists are read, where many instances share the requests; %1: "40 s"
        facts += tr("every %1").arg(durationText(m_state.refreshInterval));
    const bool isPlanned = m_state.nextRefresh.isValid() && m_state.nextRefresh > m_now.now;
    if (isPlanned && !isAllPaused) // else it is under way, or said already
        //: %1: "in 8 s"
        facts += tr("refresh %1").arg(relativeTimeText(m_state.nextRefresh, m_now.now));
    m_nextRefresh->setText(facts.join(tr(" · ")));
    fit();
}

/// Where there is little room the statement about completeness is the last to leave: what can be
/// loaded stands in the menu too, and what is asked comes again.
void FootBar::fit()
{
    if (!isVisible())
        return;
    const auto widthOf = [this](const QWidget *part) {
        return part->sizeHint().width() + layout()->spacing();
    };
    int room = width() - 2 * Metrics::padding - Metrics::unit;
    for (const QWidget *part :
         std::initializer_list<const QWidget *>{m_progress, m_stop, m_muted, m_dot, m_place})
        room -= part->isVisible() ? widthOf(part) : 0;
    const int wanted = m_coverage->fontMetrics().horizontalAdvance(m_completeness) +
                       m_coverage->fontMetrics().averageCharWidth();
    std::vector<QWidget *> leaving; // the first leaves first
    if (!m_nextRefresh->text().isEmpty())
        leaving.push_back(m_nextRefresh);
    if (m_offersMore)
        leaving.insert(leaving.end(), {m_loadAll, m_loadMore});
    if (m_offersMore && m_offersSearch)
        leaving.push_back(m_search);
    int taken = 0;
    for (const QWidget *part : leaving)
        taken += widthOf(part);
    for (QWidget *part : leaving) {
        const bool hasRoom = room - taken >= wanted;
        part->setVisible(hasRoom);
        taken -= hasRoom ? 0 : widthOf(part);
    }
}

void FootBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FootBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fit();
}

void FootBar::showMuted(const QStringList &lines)
{
    if (std::exchange(m_mutedLines, lines) == lines)
        return;
    updateMuted();
    fit();
}

void FootBar::updateMuted()
{
    //: In the foot: of so many views and routes nothing is notified
    m_muted->setText(tr("%Ln muted", nullptr, static_cast<int>(m_mutedLines.size())));
    explain(*m_muted, m_mutedLines.join(u'\n'));
    m_muted->setVisible(!m_mutedLines.isEmpty());
}

void FootBar::showRequests(int lastMinute, const std::vector<ReadingPause> &pauses)
{
    m_requests = lastMinute;
    m_pauses = pauses;
    updateRefresh();
}

void FootBar::showLists(const std::vector<ListStatus> &lists, const Freshness &freshness,
                        const std::vector<ListStatus> &all, const TimeContext &now)
{
    m_now = now;
    m_panel->showStatuses(all, m_now);
    if (lists == m_lists && freshness == m_freshness)
        return;
    m_lists = lists;
    m_freshness = freshness;
    updatePlace();
    showFacts();
}

void FootBar::openPanel()
{
    m_panel->openOver(*this);
}

QString FootBar::instanceLine(const ListStatus &list) const
{
    QStringList facts{stateText(list)};
    if (list.wasRead())
        facts << completenessText(list.feed, m_now)
              << tr("as of %1").arg(cellTimeText(list.asOf, m_now));
    if (list.error)
        facts << adviceFor(*list.error).happened;
    facts.removeAll(QString());
    QString name = list.isInstance() ? list.name : fullSubjectText(list);
    if (list.isInstance() && !list.instance.account.isEmpty())
        name += tr(" · ") + list.instance.account;
    return name + u": "_s + facts.join(tr(" · "));
}

QString FootBar::coverageText() const
{
    if (m_state.phase == Phase::LoadingFirst && m_state.loaded == 0)
        return tr("Loading the first page");
    if (!m_state.asOf.isValid())
        return tr("Nothing loaded yet");
    const int loaded = asInt(m_state.loaded);
    if (m_state.doubt)
        return doubtLine(*m_state.doubt);
    if (m_state.phase == Phase::Checking)
        //: All pages of the list were read and are read once more.
        return tr("%Ln tasks loaded, checking that none is missing", nullptr, loaded);
    // A list that is behind may have tasks that were not read.
    if (m_state.complete && !m_state.isOfHistory && m_freshness.behind == 0 &&
        !m_freshness.hasUnread())
        return tr("All %Ln tasks loaded", nullptr, loaded);
    if (m_state.complete || !m_state.total)
        return tr("%Ln tasks loaded", nullptr, loaded);
    // The number that decides about the plural is the total.
    return tr("%1 of %Ln tasks loaded", nullptr, asInt(*m_state.total))
        .arg(QLocale().toString(m_state.loaded));
}

QString FootBar::freshnessText() const
{
    const QString time = withZone(cellTimeText(m_state.asOf, m_now), m_now);
    if (!m_state.error)
        return tr("as of %1").arg(time);
    //: %1: a time, %2: how long ago that is
    return tr("as of %1, %2").arg(time, relativeTimeText(m_state.asOf, m_now.now));
}

void FootBar::updateLinks()
{
    const bool loading = isLoading(m_state);
    m_offersMore = !loading && !m_state.complete && m_state.asOf.isValid();
    for (QPushButton *link : {m_loadMore, m_loadAll})
        link->setVisible(m_offersMore);
    m_search->setVisible(m_offersMore && m_offersSearch);
    m_stop->setVisible(loading);
    const qint64 total = m_state.total.value_or(0);
    m_progress->setVisible(loading && total > 0);
    if (total > 0)
        m_progress->setValue(asInt(std::min(m_state.loaded, total) * progressSteps / total));
    fit();
}

void FootBar::showPlace(const QString &regionId)
{
    m_regionId = regionId;
    updatePlace();
}

void FootBar::showSource(const QString &inShort, const QString &inFull)
{
    m_sourceInShort = inShort;
    m_source = inFull;
    updatePlace();
    updateRefresh();
}

void FootBar::updatePlace()
{
    const bool isShown = !m_regionId.isEmpty() || !m_lists.empty();
    m_dot->setVisible(isShown);
    m_place->setVisible(isShown);
    m_dot->setPixmap(dotPixmap(colorOf(worstOf(m_freshness), palette()), devicePixelRatioF()));
    m_place->setText(placeText());
    m_place->updateGeometry();
    m_place->setAccessibleName(m_place->text());
    explain(*m_place, placeReason());
    explain(*m_dot, placeReason());
    m_dot->setAccessibleName(m_regionId.isEmpty() ? m_place->text()
                                                  : displayName(worstOf(m_freshness)));
}

QString FootBar::placeText() const
{
    if (!m_regionId.isEmpty()) {
        const QString place = placeName(m_regionId);
        const ListStatus::State state = worstOf(m_freshness);
        // A colour alone says nothing to some: the word stands there when it is not the usual.
        return state == ListStatus::State::Current ? place : place + tr(" · ") + displayName(state);
    }
    const QString behind = behindText(m_freshness);
    return behind.isEmpty() ? tr("%Ln instance(s)", nullptr, m_freshness.instances()) : behind;
}

QString FootBar::placeReason() const
{
    constexpr std::size_t mostLines = 12;
    QStringList lines;
    if (!m_regionId.isEmpty())
        lines << m_regionId + tr(" · ") + displayName(worstOf(m_freshness));
    for (std::size_t i = 0; i < std::min(m_lists.size(), mostLines); ++i)
        lines << instanceLine(m_lists[i]);
    if (m_lists.size() > mostLines)
        //: the end of a list of instances
        lines << tr("%Ln more", nullptr, static_cast<int>(m_lists.size() - mostLines));
    if (!m_source.isEmpty())
        lines << m_source;
    lines << tr("Click to list every instance");
    return lines.join(u'\n');
}

void FootBar::retranslate()
{
    m_loadMore->setText(tr("Load more"));
    m_loadMore->setToolTip(tr("One more page of older tasks"));
    m_loadAll->setText(tr("Load all"));
    m_search->setText(tr("Search the history"));
    m_search->setToolTip(tr("Also the tasks that are not loaded"));
    m_stop->setText(tr("Stop"));
    m_progress->setAccessibleName(tr("Loading"));
    updateMuted();
    showFacts();
    updateRefresh();
    updateLinks();
    updatePlace();
}

void FootBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        updatePlace();
}

bool FootBar::event(QEvent *event)
{
    // The window went to a screen with another scale: the dot is a pixmap.
    if (event->type() == QEvent::ScreenChangeInternal)
        updatePlace();
    return QWidget::event(event);
}

void FootBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(0, 0, width(), 1, themeColors(palette()).line);
}
