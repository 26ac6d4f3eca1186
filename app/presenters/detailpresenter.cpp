#include "detailpresenter.h"

#include "externalopener.h"
#include "taskdetailpane.h"
#include "vendortools.h"

#include <algorithm>
#include <deque>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Stepping through rows requests details where the user stops, not for each row passed.
constexpr std::chrono::milliseconds askPause{120};
// How often the progress of the shown task is read at most.
constexpr std::chrono::milliseconds refreshPause = std::chrono::seconds(10);

} // namespace

DetailPresenter::DetailPresenter(const TaskStore &store, Clock &clock, TaskDetailPane &pane,
                                 QObject *parent)
    : QObject(parent), m_store(store), m_clock(clock), m_pane(pane), m_relations(clock)
{
    connectPane();
}

void DetailPresenter::connectPane()
{
    connect(&m_pane, &TaskDetailPane::retryDetailRequested, this, [this] {
        Q_EMIT askingAgain();
        ask();
    });
    connect(&m_pane, &TaskDetailPane::lookAgainRequested, this, [this] {
        Q_EMIT askingAgain();
        if (m_digests && m_digestRequest)
            m_digests->repeat();
    });
    connect(&m_pane, &TaskDetailPane::consoleRequested, this, [](const InstanceRef &instance) {
        const QUrl url = consoleAddress(instance, QLocale().language());
        if (!url.isEmpty())
            openExternally(url);
    });
}

void DetailPresenter::connectTo(Registry &registry, const RegistryDirectory &directory)
{
    m_directory = &directory;
    m_loader = std::make_unique<TaskDetailLoader>(registry);
    connect(m_loader.get(), &TaskDetailLoader::arrived, this, &DetailPresenter::takeDetail);
    connect(m_loader.get(), &TaskDetailLoader::failed, this, [this](const ApiError &error) {
        m_isWorthAnotherTry = error.isTransient();
        m_pane.showDetailError(error);
        considerDigests();
    });
    m_digests = std::make_unique<DigestComparison>(registry);
    connect(m_digests.get(), &DigestComparison::changed, this, &DetailPresenter::showDigests);
    m_detailRequest = DetailRequest::None;
    m_digestRequest.reset();
    m_nextAsk = {};
    scheduleAsk();
}

void DetailPresenter::showTask(std::optional<TaskRow> row)
{
    if (row == m_row)
        return;
    m_row = row;
    m_detailRequest = DetailRequest::None;
    m_isWorthAnotherTry = false;
    m_digestRequest.reset();
    m_nextAsk = {};
    m_relations.begin({});
    m_earlier.reset();
    m_push.reset();
    m_transfer = {};
    if (m_loader) {
        m_loader->close();
        m_digests->close();
    }
    if (!m_row)
        m_pane.clear();
    update();
    scheduleAsk();
}

void DetailPresenter::setTimes(const TimeDisplay &times)
{
    m_times = times;
    update();
}

void DetailPresenter::setVisible(bool visible)
{
    m_isVisible = visible;
    update();
    scheduleAsk();
}

void DetailPresenter::update()
{
    if (!m_row || !m_isVisible || !m_directory)
        return;
    const SyncTask task = m_store.task(*m_row);
    const std::optional<SyncRule> rule = ruleOf(task);
    m_pane.showTask(task,
                    {.rule = rule ? rule->name : QString(),
                     .sourceInstance = m_directory->instanceName(task.imageFrom.instanceId),
                     .destinationInstance = m_directory->instanceName(task.imageTo.instanceId),
                     .listedBy = listedBy()},
                    {m_clock.now(), m_times, m_store.lastReading(*m_row, m_clock.now())});
    m_pane.showRule(rule,
                    rule ? RuleSection::EndNames{m_directory->instanceName(rule->local.instanceId),
                                                 m_directory->instanceName(rule->target.instanceId)}
                         : RuleSection::EndNames{});
    lookForRelations();
    considerEnd();
    considerDigests();
    showDigests();
}

/// The list may tell of the end before the detail does: then the layers are those of a transfer
/// that is over, and so is its pace.
void DetailPresenter::considerEnd()
{
    if (m_detailRequest != DetailRequest::BeforeTheEnd || !isFinished(m_store.status(*m_row)))
        return;
    m_pane.showPace({});
    if (m_loader->isLoading())
        return; // the answer may be from before the end
    m_detailRequest = DetailRequest::AfterTheEnd;
    m_loader->refresh();
}

std::optional<SyncRule> DetailPresenter::ruleOf(const SyncTask &task) const
{
    const auto rule = m_directory->rules().all().constFind(task.ruleId);
    return rule == m_directory->rules().all().cend() ? std::nullopt : std::optional(*rule);
}

InstanceRef DetailPresenter::listedBy() const
{
    return m_directory->refOf(m_store.instanceId(*m_row));
}

/// First what may have repaired a failure, for that decides how loud it is told.
void DetailPresenter::lookForRelations()
{
    if (m_relations.isRunning())
        return; // what came meanwhile is seen the next time
    const bool isFirst = !m_earlier;
    if (isFirst) {
        m_earlier.emplace(m_store, *m_row);
        m_push.emplace(m_store, *m_row);
    }
    const TimeSlicedJob::Step show = TimeSlicedJob::once([this] { showRelations(); });
    std::deque<TimeSlicedJob::Step> steps{[this] { return m_earlier->processChunk(); }};
    if (isFirst)
        steps.push_back(show);
    steps.emplace_back([this] { return m_push->processChunk(); });
    steps.push_back(show);
    steps.push_back(TimeSlicedJob::once([this] { considerDigests(); }));
    m_relations.begin(std::move(steps));
}

void DetailPresenter::showRelations()
{
    const TimeContext now(m_clock.now(), m_times);
    const QString image = m_store.task(*m_row).imageFrom.path();
    TaskRelations relations;
    for (const TaskRow row : m_earlier->earlier(shownRelations))
        relations.earlier.push_back(earlierLink(m_store, row, now));
    if (const std::optional<TaskRow> row = m_earlier->repairedBy())
        relations.repairedBy.push_back(repairLink(m_store, *row, now));
    const std::vector<TaskRow> push = m_push->others();
    relations.samePushCount = static_cast<int>(push.size());
    for (std::size_t i = 0; i < std::min(push.size(), shownRelations); ++i)
        relations.samePush.push_back(samePushLink(m_store, push[i], image, now));
    m_pane.showRelations(relations);
}

void DetailPresenter::refresh()
{
    if (!m_row || !m_isVisible || !isDetailSent())
        return;
    const bool hasEnded = isFinished(m_store.status(*m_row));
    const bool areLayersWanted = !hasEnded || m_isWorthAnotherTry;
    const bool areDigestsWanted = m_digestRequest && m_digests->isWorthAnotherTry();
    if ((!areLayersWanted && !areDigestsWanted) || !isRefreshAllowed())
        return;
    m_askedAt = m_clock.now();
    if (areDigestsWanted)
        m_digests->repeatFailed();
    if (!areLayersWanted)
        return;
    m_detailRequest = hasEnded ? DetailRequest::AfterTheEnd : DetailRequest::BeforeTheEnd;
    m_loader->refresh();
}

/// Each page of each list that arrives is an occasion to ask, which is too often.
bool DetailPresenter::isRefreshAllowed() const
{
    if (!m_mayRefresh)
        return true;
    const bool isSoon = m_clock.now() < m_askedAt.addMSecs(refreshPause.count());
    return !isSoon && !m_loader->isLoading() && m_mayRefresh(listedBy().account);
}

bool DetailPresenter::isLoading() const
{
    return m_detailRequest == DetailRequest::Scheduled || m_relations.isRunning() ||
           (m_loader && (m_loader->isLoading() || m_digests->isLoading()));
}

bool DetailPresenter::isDetailSent() const
{
    return m_detailRequest == DetailRequest::BeforeTheEnd ||
           m_detailRequest == DetailRequest::AfterTheEnd;
}

void DetailPresenter::scheduleAsk()
{
    if (!m_row || !m_isVisible || !m_loader || m_detailRequest != DetailRequest::None)
        return;
    m_detailRequest = DetailRequest::Scheduled;
    m_pane.showDetailLoading();
    m_nextAsk = m_clock.after(askPause, [this] { ask(); });
}

void DetailPresenter::ask()
{
    if (!m_row || !m_loader)
        return;
    m_pane.showDetailLoading();
    m_askedAt = m_clock.now();
    m_detailRequest = isFinished(m_store.status(*m_row)) ? DetailRequest::AfterTheEnd
                                                         : DetailRequest::BeforeTheEnd;
    m_loader->open(listedBy(), m_store.task(*m_row).id);
}

void DetailPresenter::takeDetail(const InstanceRef &instance, const SyncTaskDetail &detail)
{
    const std::optional<TaskRow> row = m_row;
    m_isWorthAnotherTry = false;
    if (isFinished(detail.task.status.value))
        m_detailRequest = DetailRequest::AfterTheEnd;
    Q_EMIT detailArrived(instance.instanceId, detail);
    if (m_row != row)
        return; // what arrived took the task out of the table, and out of the pane
    m_pane.showDetail(detail);
    showPace();
    considerDigests();
}

void DetailPresenter::showPace()
{
    const std::optional<TransferProgress> progress = m_store.progress(*m_row);
    if (progress)
        m_transfer.observe(
            {.synced = progress->synced, .total = progress->total, .at = m_clock.now()});
    const bool moves = progress && !isFinished(m_store.status(*m_row));
    m_pane.showPace(moves ? m_transfer.pace() : std::nullopt);
}

/// After the layers, which come first, and once it is known which other tasks copied the image;
/// again when the task has ended, or another one has copied the image since: both may change the
/// answer.
void DetailPresenter::considerDigests()
{
    if (!m_row || !m_isVisible || !isDetailSent() || m_loader->isLoading() || !m_earlier ||
        !m_earlier->isComplete())
        return;
    const bool hasEnded = isFinished(m_store.status(*m_row));
    const std::optional<qint64> lastCopied = m_earlier->lastCopiedMs();
    const bool isOutdated = m_digestRequest && ((hasEnded && !m_digestRequest->hadEnded) ||
                                                lastCopied > m_digestRequest->copiedMs);
    if (m_digestRequest && !isOutdated)
        return;
    m_digestRequest = DigestRequest{.hadEnded = hasEnded, .copiedMs = lastCopied};
    const SyncTask task = m_store.task(*m_row);
    // An instance that no watched account lists is asked about under the key that lists the task.
    const auto placeOf = [this](const ImageRef &image) {
        return TagPlace{.instance = m_directory->refOf(image, listedBy().account), .image = image};
    };
    m_digests->open(placeOf(task.imageFrom), placeOf(task.imageTo));
}

void DetailPresenter::showDigests()
{
    if (!m_row || !m_digests)
        return;
    ComparedDigests digests = m_digests->digests();
    if (!m_digestRequest) // they will be: the pane keeps their place
        digests = {.source = {.isAsking = true}, .destination = {.isAsking = true}};
    m_pane.showDigests(digests);
}
