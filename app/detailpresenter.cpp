#include "detailpresenter.h"

#include "taskdetailpane.h"

namespace {

// Stepping through rows asks for the one where the eye stops, not for each on the way.
constexpr std::chrono::milliseconds askPause{120};

} // namespace

DetailPresenter::DetailPresenter(const TaskStore &store, Clock &clock, TaskDetailPane &pane,
                                 QObject *parent)
    : QObject(parent), m_store(store), m_clock(clock), m_pane(pane)
{
    connect(&m_pane, &TaskDetailPane::retryDetailRequested, this, &DetailPresenter::ask);
}

DetailPresenter::~DetailPresenter() = default;

void DetailPresenter::connectTo(TaskSource &source, const RegistryDirectory &directory)
{
    m_directory = &directory;
    m_loader = std::make_unique<TaskDetailLoader>(source);
    connect(m_loader.get(), &TaskDetailLoader::arrived, this,
            [this](const InstanceRef &instance, const SyncTaskDetail &detail) {
                Q_EMIT detailArrived(instance.instanceId, detail);
                m_pane.showDetail(detail);
            });
    connect(m_loader.get(), &TaskDetailLoader::failed, &m_pane, &TaskDetailPane::showDetailError);
    m_wasAsked = false;
    planAsk();
}

void DetailPresenter::showTask(std::optional<TaskRow> row)
{
    if (row == m_row)
        return;
    m_row = row;
    m_wasAsked = false;
    m_isAskPlanned = false;
    m_nextAsk = {};
    if (m_loader)
        m_loader->close();
    if (!m_row)
        m_pane.clear();
    update();
    planAsk();
}

void DetailPresenter::setVisible(bool visible)
{
    m_isVisible = visible;
    update();
    planAsk();
}

void DetailPresenter::update()
{
    if (!m_row || !m_isVisible || !m_directory)
        return;
    const SyncTask task = m_store.task(*m_row);
    const auto rule = m_directory->rules().constFind(task.ruleId);
    m_pane.showTask(task,
                    {.rule = rule == m_directory->rules().cend() ? QString() : rule->name,
                     .sourceInstance = m_directory->instanceName(task.imageFrom.instanceId),
                     .destinationInstance = m_directory->instanceName(task.imageTo.instanceId)},
                    m_clock.now());
}

void DetailPresenter::refresh()
{
    if (m_row && m_isVisible && m_wasAsked && m_loader && !isFinished(m_store.status(*m_row)))
        m_loader->refresh();
}

bool DetailPresenter::isLoading() const
{
    return m_isAskPlanned || (m_loader && m_loader->isLoading());
}

void DetailPresenter::planAsk()
{
    if (!m_row || !m_isVisible || !m_loader || m_wasAsked)
        return;
    m_wasAsked = true;
    m_isAskPlanned = true;
    m_pane.showDetailLoading();
    m_nextAsk = m_clock.after(askPause, [this] { ask(); });
}

void DetailPresenter::ask()
{
    m_isAskPlanned = false;
    if (!m_row || !m_loader)
        return;
    const SyncTask task = m_store.task(*m_row);
    m_pane.showDetailLoading();
    m_loader->open(m_directory->refOf(m_store.instanceId(*m_row)), task.id);
}
