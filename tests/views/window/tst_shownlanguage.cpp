#include "filterpane.h"
#include "footbar.h"
#include "headlinebar.h"
#include "messagebar.h"
#include "placeholder.h"
#include "sampletasks.h"
#include "statuschartview.h"
#include "taskdetailpane.h"
#include "toolbar.h"

#include <QMenu>
#include <QTest>
#include <QTranslator>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

using MakeView = std::function<std::unique_ptr<QWidget>()>;

namespace {

/// Marks every text, so that what was not translated anew is seen.
class MarkingTranslator final : public QTranslator {
public:
    [[nodiscard]] QString translate(const char *, const char *sourceText, const char *,
                                    int) const override
    {
        return u'~' + QString::fromUtf8(sourceText);
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// All that \p view says to the eye and to a screen reader, by who says it.
QStringList textsOf(const QWidget &view)
{
    QStringList texts;
    QList<const QWidget *> parts{&view};
    for (const QWidget *part : view.findChildren<QWidget *>())
        parts << part;
    for (const QWidget *part : std::as_const(parts)) {
        if (part != &view && !part->isVisibleTo(&view))
            continue;
        for (const char *property :
             {"text", "plainText", "currentText", "title", "windowTitle", "toolTip",
              "placeholderText", "accessibleName", "accessibleDescription"}) {
            const QString text = part->property(property).toString();
            if (!text.isEmpty())
                texts << u"%1 %2 %3: %4"_s.arg(QLatin1String(part->metaObject()->className()),
                                               part->objectName(), QLatin1String(property), text);
        }
    }
    return texts;
}

const std::vector<RegistryInstance> instances = {
    {.id = u"cri-1"_s, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s, .account = u"prod"_s},
    {.id = u"cri-2"_s, .regionId = u"eu-central-1"_s, .account = u"test"_s}};

std::unique_ptr<TaskDetailPane> details(SyncTaskStatus status)
{
    auto pane = std::make_unique<TaskDetailPane>();
    SyncTask task = sampleTask(1, status);
    task.priority = 2;
    task.linkId = u"link-1"_s;
    pane->showTask(task, {.rule = u"rule"_s, .sourceInstance = u"hub"_s}, now);
    pane->showOffers({.retry = ActionDisabledReason::ReadOnly, .cancel = {}});
    pane->showRule(SyncRule{.id = u"crsr-1"_s, .name = u"rule"_s, .tagFilter = u".*"_s}, {});
    return pane;
}

std::unique_ptr<QWidget> detailsWithLayers()
{
    auto pane = details(SyncTaskStatus::Synchronizing);
    SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    pane->showDetail({.task = task,
                      .layers = {{.digest = u"sha256:a1"_s,
                                  .artifactDigest = u"sha256:b1"_s,
                                  .size = 4096,
                                  .syncedSize = 1024,
                                  .status = syncTaskStatusFromWire(u"ERROR"_s)}}});
    pane->showPace(TransferPace{.bytesPerSecond = 1024, .left = std::chrono::seconds(60)});
    return pane;
}

MakeView detailsWithDigests(Lookup source, Lookup destination)
{
    return [source, destination] {
        auto pane = details(SyncTaskStatus::Error);
        pane->showDetailError({.kind = ApiError::Kind::Server, .requestId = u"R-1"_s});
        pane->showDigests({.source = {.outcome = source, .digest = u"sha256:a1"_s},
                           .destination = {.outcome = destination}});
        return pane;
    };
}

std::unique_ptr<QWidget> foot(FeedState::Phase phase)
{
    auto bar = std::make_unique<FootBar>();
    const FeedState state{.phase = phase,
                          .loaded = 300,
                          .total = 36'204,
                          .completeSince = now.addDays(-7),
                          .asOf = now,
                          .nextRefresh = now.addSecs(8),
                          .unread = {.rows = 1, .values = 2}};
    const std::vector<ListStatus> lists{{.state = ListStatus::State::Refused,
                                         .instance = refTo(instances[0]),
                                         .name = u"hub"_s,
                                         .error = ApiError{.kind = ApiError::Kind::Permission}},
                                        {.state = ListStatus::State::Current,
                                         .instance = refTo(instances[1]),
                                         .name = u"edge"_s,
                                         .asOf = now,
                                         .feed = state}};
    bar->showRequests(
        18,
        {{.reason = PauseReason::AskedToWait, .nextTry = now.addSecs(5), .subjects = {u"prod"_s}}});
    bar->showState(state, 37, now);
    bar->showLists(lists, freshnessOf(lists), lists, now);
    return bar;
}

std::unique_ptr<QWidget> headline()
{
    auto bar = std::make_unique<HeadlineBar>();
    StatusSummary summary{.running = 2,
                          .waiting = 3,
                          .oldestActive = std::chrono::minutes(7),
                          .successRate = 0.5,
                          .medianDuration = std::chrono::seconds(20),
                          .p95Duration = std::chrono::seconds(200),
                          .stuck = 1,
                          .oldestStuck = std::chrono::hours(2),
                          .mostDelayed = DelayedRoute{.fromRegion = u"cn-hangzhou"_s,
                                                      .toRegion = u"eu-central-1"_s,
                                                      .behind = std::chrono::minutes(3)},
                          .health = Health::Failing};
    summary.counts.add(SyncTaskStatus::Error);
    bar->showSummary(summary);
    bar->showFreshness({.state = Freshness::State::Partly,
                        .asOf = now.addSecs(-300),
                        .behind = 1,
                        .all = 2,
                        .refused = 1},
                       now);
    return bar;
}

std::unique_ptr<QWidget> tools(const QString &instanceId)
{
    auto *menu = new QMenu;
    auto bar = std::make_unique<ToolBar>(menu);
    menu->setParent(bar.get());
    bar->showInstances(instances, instanceId);
    bar->setRefreshInterval(std::chrono::seconds(30));
    bar->showWritable(true);
    bar->showRefreshing(true);
    return bar;
}

std::unique_ptr<QWidget> message()
{
    auto bar = std::make_unique<MessageBar>();
    bar->showError({.kind = ApiError::Kind::Network,
                    .code = u"ConnectionRefused"_s,
                    .requestId = u"R-1"_s,
                    .host = u"example.org"_s},
                   now.addSecs(8), now, {u"edge"_s}, u"hub"_s);
    return bar;
}

MakeView chart(ChartKind kind)
{
    return [kind] {
        auto view = std::make_unique<StatusChartView>();
        StatusTimeline timeline{
            .layout = {.begin = now.addSecs(-3600), .step = std::chrono::minutes(15), .buckets = 4},
            .buckets = std::vector<StatusCounts>(4)};
        timeline.buckets[1].add(SyncTaskStatus::Error);
        timeline.buckets[2].add(SyncTaskStatus::Success);
        timeline.buckets[2].add(SyncTaskStatus::Canceled);
        view->setKind(kind);
        view->showTimeline(timeline);
        view->showDurations({.layout = timeline.layout});
        view->showBacklog({.layout = timeline.layout, .buckets = {1, 2, 1, 0}});
        return view;
    };
}

std::unique_ptr<QWidget> filters()
{
    auto pane = std::make_unique<FilterPane>();
    FacetCounts counts;
    counts.statuses.add(SyncTaskStatus::Error);
    counts.causes = {{.text = u"NETWORK_ERROR"_s, .count = 1}};
    counts.routes = {{.text = u"cn-hangzhou"_s, .second = u"eu-central-1"_s, .count = 1}};
    counts.rules = {{.text = u"crsr-1"_s, .count = 1}};
    pane->showCounts(counts);
    pane->setCountsKnown(true);
    pane->showCoverage(300, 36'204, false);
    return pane;
}

} // namespace

class TestShownLanguage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsShownFollowsTheLanguage_data();
    void whatIsShownFollowsTheLanguage();
};

void TestShownLanguage::whatIsShownFollowsTheLanguage_data()
{
    QTest::addColumn<MakeView>("make");
    const auto row = [](const char *name, const MakeView &make) { QTest::newRow(name) << make; };
    row("details", [] { return details(SyncTaskStatus::Error); });
    row("details, done", [] { return details(SyncTaskStatus::Success); });
    row("details, layers", [] { return detailsWithLayers(); });
    row("details, digests", detailsWithDigests(Lookup::Found, Lookup::Missing));
    row("details, no digests", detailsWithDigests(Lookup::NotPermitted, Lookup::Failed));
    row("details of nothing", [] { return std::make_unique<TaskDetailPane>(); });
    row("foot", [] { return foot(FeedState::Phase::Idle); });
    row("foot, loading", [] { return foot(FeedState::Phase::LoadingMore); });
    row("headline", [] { return headline(); });
    row("tools", [] { return tools(u"cri-1"_s); });
    row("tools, all instances", [] { return tools({}); });
    row("message", [] { return message(); });
    for (const ChartKind kind :
         {ChartKind::Status, ChartKind::Duration, ChartKind::Success, ChartKind::Backlog})
        row(qPrintable(u"chart: "_s + displayName(kind)), chart(kind));
    for (int state = 0; state <= static_cast<int>(Placeholder::State::Failed); ++state) {
        row(qPrintable(u"placeholder %1"_s.arg(state)), [state] {
            auto placeholder = std::make_unique<Placeholder>();
            placeholder->showState(static_cast<Placeholder::State>(state));
            return placeholder;
        });
    }
    row("filters", [] { return filters(); });
}

/// What was open when the language was chosen says what it would say if it were opened then.
void TestShownLanguage::whatIsShownFollowsTheLanguage()
{
    QFETCH(MakeView, make);
    const std::unique_ptr<QWidget> open = make();
    open->setAttribute(Qt::WA_DeleteOnClose, false);
    const QStringList before = textsOf(*open);
    MarkingTranslator translator;
    QCoreApplication::installTranslator(&translator);
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(open.get(), &change);
    QCoreApplication::processEvents();
    const QStringList after = textsOf(*open);
    const std::unique_ptr<QWidget> fresh = make();
    fresh->setAttribute(Qt::WA_DeleteOnClose, false);
    QCoreApplication::processEvents();
    const QStringList wanted = textsOf(*fresh);
    QCoreApplication::removeTranslator(&translator);
    QVERIFY(after != before);
    for (qsizetype i = 0; i < std::min(after.size(), wanted.size()); ++i)
        QCOMPARE(after.at(i), wanted.at(i));
    QCOMPARE(after.size(), wanted.size());
}

QTEST_MAIN(TestShownLanguage)
#include "tst_shownlanguage.moc"
