#include "footbar.h"

#include "displaytext.h"
#include "elidedlabel.h"
#include "region.h"
#include "statusicon.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <limits>
#include <utility>

namespace {

using namespace Qt::StringLiterals;
using Phase = FeedState::Phase;

constexpr int dotSize = 8;
constexpr int progressSteps = 1000;

enum class Reach { NotAsked, Answering, Offline, Error };

Reach reachOf(const FeedState &state)
{
    if (!state.error)
        return state.asOf.isValid() ? Reach::Answering : Reach::NotAsked;
    const bool offline = state.error->kind == ApiError::Kind::Network ||
                         state.error->kind == ApiError::Kind::Timeout;
    return offline ? Reach::Offline : Reach::Error;
}

QString wordOf(Reach reach)
{
    switch (reach) {
    case Reach::NotAsked:
        //: how the registry answers
        return FootBar::tr("Not asked yet");
    case Reach::Answering:
        //: how the registry answers
        return FootBar::tr("Answering");
    case Reach::Offline:
        //: how the registry answers: not at all
        return FootBar::tr("Offline");
    case Reach::Error:
        //: how the registry answers
        return FootBar::tr("Error");
    }
    return {};
}

QColor colorOf(Reach reach, const QPalette &palette)
{
    switch (reach) {
    case Reach::NotAsked:
        return statusFill(SyncTaskStatus::Unknown, palette);
    case Reach::Answering:
        return statusFill(SyncTaskStatus::Success, palette);
    case Reach::Offline:
        return statusFill(SyncTaskStatus::Pending, palette);
    case Reach::Error:
        return statusFill(SyncTaskStatus::Error, palette);
    }
    return {};
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
    return state.phase == Phase::LoadingFirst || state.phase == Phase::LoadingMore;
}

QPushButton *makeLink(const QString &objectName, QWidget *parent)
{
    QPushButton *link = makeButton(objectName, "link", parent);
    link->setFont(textFont(TextStyle::Secondary, parent->font()));
    link->setCursor(Qt::PointingHandCursor);
    link->hide();
    return link;
}

} // namespace

FootBar::FootBar(QWidget *parent)
    : QWidget(parent),
      m_coverage(new ElidedLabel(this)),
      m_loadMore(makeLink(u"loadMore"_s, this)),
      m_loadAll(makeLink(u"loadAll"_s, this)),
      m_progress(new QProgressBar(this)),
      m_stop(makeLink(u"stopLoading"_s, this)),
      m_nextRefresh(new QLabel(this)),
      m_dot(new QLabel(this)),
      m_place(new ElidedLabel(this))
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
    connect(m_loadMore, &QPushButton::clicked, this, &FootBar::loadMoreRequested);
    connect(m_loadAll, &QPushButton::clicked, this, &FootBar::loadAllRequested);
    connect(m_stop, &QPushButton::clicked, this, &FootBar::stopRequested);
    retranslate();
}

FootBar::~FootBar() = default;

void FootBar::buildRow()
{
    const QFont small = textFont(TextStyle::Secondary, font());
    for (QLabel *label : std::initializer_list<QLabel *>{m_coverage, m_nextRefresh, m_place}) {
        label->setFont(small);
        label->setProperty("secondary", true);
    }
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
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    row->addStretch();
    row->addWidget(m_nextRefresh);
    row->addSpacing(Metrics::unit);
    row->addWidget(m_dot);
    row->addWidget(m_place);
}

void FootBar::showState(const FeedState &state, int shown, const QDateTime &now)
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
    updatePlace();
}

void FootBar::showFacts()
{
    //: between facts in one line
    const QString separator = tr(" · ");
    QStringList facts{coverageText()};
    if (m_state.loaded > 0 && m_shown != m_state.loaded)
        facts += tr("%Ln shown", nullptr, m_shown);
    if (!m_state.complete && m_state.completeSince.isValid())
        facts += tr("complete since %1").arg(cellTimeText(m_state.completeSince, m_now));
    if (m_state.asOf.isValid())
        facts += freshnessText();
    m_coverage->setText(facts.join(separator));
}

void FootBar::updateRefresh()
{
    QStringList facts;
    const bool isPaused = m_pausedUntil.isValid() && m_pausedUntil > m_now;
    const QString again = isPaused ? relativeTimeText(m_pausedUntil, m_now) : QString();
    if (isPaused && m_paused.isEmpty())
        //: Too much was asked of the registry; %1: "in 8 s"
        facts += tr("asks again %1").arg(again);
    else if (isPaused)
        //: Too much was asked of one of several accounts; %1: its profile, %2: "in 8 s"
        facts += tr("%1 asks again %2").arg(m_paused, again);
    if (m_requests > 0 && (!isPaused || !m_paused.isEmpty()))
        facts += tr("%Ln request(s)/min", nullptr, m_requests);
    if (m_state.nextRefresh.isValid())
        //: %1: "in 8 s"
        facts += tr("refresh %1").arg(relativeTimeText(m_state.nextRefresh, m_now));
    m_nextRefresh->setText(facts.join(tr(" · ")));
}

void FootBar::showRequests(int lastMinute, const QDateTime &pausedUntil, const QStringList &paused)
{
    m_requests = lastMinute;
    m_pausedUntil = pausedUntil;
    QStringList names = paused;
    names.removeAll(QString());
    m_paused = listText(names);
    updateRefresh();
}

void FootBar::showInstances(const std::vector<std::pair<QString, FeedState>> &instances)
{
    if (instances == m_instances)
        return;
    m_instances = instances;
    updatePlace();
}

void FootBar::updateInstances()
{
    const int count = static_cast<int>(m_instances.size());
    const auto failing = std::ranges::count_if(
        m_instances, [](const auto &instance) { return instance.second.error.has_value(); });
    m_place->setText(failing == 0
                         ? tr("%Ln instance(s)", nullptr, count)
                         //: %1 of %Ln instances give no answer
                         : tr("%1 of %Ln instance(s) not answering", nullptr, count).arg(failing));
    QStringList lines;
    for (const auto &[name, state] : m_instances)
        lines << instanceLine(name, state).toHtmlEscaped();
    const QString tip = u"<p style='white-space:pre'>"_s + lines.join(u"<br>"_s) + u"</p>"_s;
    m_place->setToolTip(tip);
    m_dot->setToolTip(tip);
    m_dot->setAccessibleName(m_place->text());
}

QString FootBar::instanceLine(const QString &name, const FeedState &state) const
{
    const QLocale locale;
    const QString loaded = locale.toString(state.loaded);
    //: %1 of %2 tasks are loaded
    QStringList facts{state.total ? tr("%1 of %2").arg(loaded, locale.toString(*state.total))
                                  : loaded};
    if (state.asOf.isValid())
        facts << tr("as of %1").arg(cellTimeText(state.asOf, m_now));
    if (state.error)
        facts << adviceFor(*state.error).happened;
    return name + u": "_s + facts.join(tr(" · "));
}

QString FootBar::coverageText() const
{
    if (m_state.phase == Phase::LoadingFirst && m_state.loaded == 0)
        return tr("Loading the first page");
    if (!m_state.asOf.isValid())
        return tr("Nothing loaded yet");
    const int loaded = asInt(m_state.loaded);
    if (m_state.complete)
        return tr("All %Ln tasks loaded", nullptr, loaded);
    if (!m_state.total)
        return tr("%Ln tasks loaded", nullptr, loaded);
    // The number that decides about the plural is the total.
    return tr("%1 of %Ln tasks loaded", nullptr, asInt(*m_state.total))
        .arg(QLocale().toString(m_state.loaded));
}

QString FootBar::freshnessText() const
{
    const QString time = cellTimeText(m_state.asOf, m_now);
    if (!m_state.error)
        return tr("as of %1").arg(time);
    //: %1: a time, %2: how long ago that is
    return tr("as of %1, %2").arg(time, relativeTimeText(m_state.asOf, m_now));
}

void FootBar::updateLinks()
{
    const bool loading = isLoading(m_state);
    const bool offersMore = !loading && !m_state.complete && m_state.asOf.isValid();
    m_loadMore->setVisible(offersMore);
    m_loadAll->setVisible(offersMore);
    m_stop->setVisible(loading);
    const qint64 total = m_state.total.value_or(0);
    m_progress->setVisible(loading && total > 0);
    if (total > 0)
        m_progress->setValue(asInt(std::min(m_state.loaded, total) * progressSteps / total));
}

void FootBar::showPlace(const QString &regionId)
{
    m_regionId = regionId;
    updatePlace();
}

void FootBar::updatePlace()
{
    const Reach reach = reachOf(m_state);
    const bool hasInstances = m_regionId.isEmpty() && !m_instances.empty();
    const bool shown = !m_regionId.isEmpty() || hasInstances;
    m_dot->setVisible(shown);
    m_place->setVisible(shown);
    m_dot->setPixmap(dotPixmap(colorOf(reach, palette()), devicePixelRatioF()));
    if (hasInstances)
        return updateInstances();
    const QString place = placeName(m_regionId);
    // A colour alone says nothing to some: the word stands there as soon as it is not the usual.
    m_place->setText(reach == Reach::Answering ? place : place + tr(" · ") + wordOf(reach));
    const QString tip = plainToolTip(m_regionId + tr(" · ") + wordOf(reach));
    m_place->setToolTip(tip);
    m_dot->setToolTip(tip);
    m_dot->setAccessibleName(wordOf(reach));
}

void FootBar::retranslate()
{
    m_loadMore->setText(tr("Load more"));
    m_loadMore->setToolTip(tr("One more page of older tasks"));
    m_loadAll->setText(tr("Load all"));
    m_stop->setText(tr("Stop"));
    m_progress->setAccessibleName(tr("Loading"));
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
