#include "collector.h"

#include "taskmetrics.h"
#include "teamhistory.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Some hundreds of megabytes. The database has all of them: a collection that begins anew reads the
// last week again.
constexpr std::size_t mostTasks = 1'000'000;
constexpr std::chrono::minutes lookInterval{1};
constexpr std::chrono::minutes asideInterval{1};

// Of a profile without a name, which several programs may have: theirs is one account.
const QString nameOfDefault = u"default"_s;

} // namespace

Collector::Collector(Clock &clock, Options options, Connect connect, Tell tell, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_options(std::move(options)),
      m_connect(std::move(connect)),
      m_tell(std::move(tell)),
      m_lease(clock, m_options.database, m_options.holder, m_options.program)
{
    QObject::connect(&m_lease, &LeaseKeeper::answered, this, &Collector::take);
}

void Collector::start()
{
    m_lease.start();
}

void Collector::reload()
{
    if (!m_collection && m_hindrance.isEmpty())
        return; // it is read when this one is elected
    m_tell(u"reads its configuration again"_s);
    if (!m_collection) { // it stood aside: what is in the way is told again, if it still is
        m_hindrance.clear();
        m_answer.reset();
        return m_lease.start();
    }
    connectAccounts();
    if (!m_hasAccounts)
        standAside();
}

void Collector::take(const LeaseAnswer &answer)
{
    m_answer = answer;
    if (!answer.isHeld && !answer.failure)
        m_hindrance.clear(); // another one collects
    // While the database does not answer, what is seen waits: mostly it is away for all. Where only
    // this collector is cut off, another one writes, and this one can not.
    if (answer.isHeld && !m_collection)
        begin();
    else if (!answer.isHeld && !answer.failure && m_collection)
        end();
    tellState();
}

/// Where it does something else than it said last.
void Collector::tellState()
{
    const QString state = stateText();
    if (std::exchange(m_toldState, state) == state)
        return;
    m_tell(state);
    Q_EMIT stateChanged();
}

QString Collector::stateText() const
{
    if (!m_answer)
        return u"asks the database for the lease"_s;
    if (m_answer->failure)
        return u"%1: the database does not answer: %2"_s.arg(
            m_collection ? u"collects, and keeps what it sees"_s : u"waits"_s,
            m_answer->failure->message);
    if (!m_hindrance.isEmpty())
        return u"lets another one collect, and tries again each minute: %1"_s.arg(m_hindrance);
    if (m_answer->isHeld && !m_faults.isEmpty())
        return u"collects, and cannot write: %1"_s.arg(m_faults.join(u' '));
    if (m_answer->isHeld)
        return u"collects into %1"_s.arg(m_options.database.shown);
    return u"stands by: %1 collects"_s.arg(m_answer->holder);
}

void Collector::begin()
{
    m_collection =
        std::make_unique<Collection>(m_clock, m_options.collection, [this](const QString &account) {
            return std::make_unique<TeamHistory>(m_options.database, m_names.value(account),
                                                 m_options.holder, std::chrono::days(0));
        });
    QObject::connect(m_collection.get(), &Collection::historyOpened, this, &Collector::takeOpening);
    QObject::connect(m_collection.get(), &Collection::noticed, this,
                     [this](const Advice &advice, const QString &technical) {
                         m_faults.append(advice.happened);
                         m_toldState = stateText(); // in other words, by what follows
                         Q_EMIT stateChanged();
                         if (!m_hindrance.isEmpty())
                             return; // which was told
                         m_tell(advice.happened + u' ' + advice.whatToDo + u" ("_s + technical +
                                u')');
                     });
    QObject::connect(m_collection.get(), &Collection::unreadChanged, this,
                     [this](const std::vector<UnreadList> &unread) {
                         if (unread.empty())
                             return m_tell(u"can read all lists"_s);
                         const UnreadList &first = unread.front();
                         const bool isRegion = first.instanceId.isEmpty();
                         m_tell(u"cannot read %1 lists, %2 among them: %3"_s.arg(
                             QString::number(unread.size()),
                             isRegion ? first.regionId : first.instanceId,
                             technicalLine(first.error)));
                     });
    QObject::connect(m_collection.get(), &Collection::noticeEnded, this,
                     [this](const Advice &advice) {
                         m_faults.removeAll(advice.happened);
                         m_toldState = stateText();
                         Q_EMIT stateChanged();
                         m_tell(u"over: "_s + advice.happened);
                     });
    connectAccounts();
    limitMemory();
    if (!m_hasAccounts)
        standAside();
}

void Collector::takeOpening(const HistoryOpening &opening)
{
    const bool isForGood = opening.fault && !mayPass(*opening.fault);
    if (isForGood) // not now: it is the collection that tells this
        m_nextLook = m_clock.after({}, [this] { standAside(); });
    else
        m_hindrance.clear();
    tellState();
}

void Collector::standAside()
{
    m_faults.removeDuplicates(); // each account has a history
    m_hindrance = m_hasAccounts ? m_faults.join(u' ') : u"no account can be asked"_s;
    end();
    m_lease.standAside(asideInterval);
    tellState();
}

void Collector::end()
{
    m_nextLook = {};
    m_collection.reset();
    m_faults.clear();
}

void Collector::limitMemory()
{
    m_nextLook = m_clock.after(lookInterval, [this] {
        // Not before all is read once: the next one would begin with that again.
        const std::optional<std::size_t> first = m_collection->tasksOfFirstReading();
        if (!first || m_collection->tasks() < *first + mostTasks)
            return limitMemory();
        m_tell(u"begins anew, with an empty memory"_s);
        end();
        begin();
    });
}

void Collector::connectAccounts()
{
    Connections connections = m_connect();
    for (const ApiError &error : connections.refused) {
        if (m_hindrance.isEmpty())
            m_tell(technicalLine(error));
    }
    for (const Connection &connection : connections.open)
        m_names.insert(connection.account,
                       connection.profile.isEmpty() ? nameOfDefault : connection.profile);
    m_hasAccounts = !connections.open.empty();
    m_collection->connectTo(std::move(connections.open), connections.refused);
}

std::vector<MetricFamily> Collector::measured(const MetricsChoice &choice) const
{
    if (m_collection)
        return m_collection->measured(choice, m_options.version, m_answer->isHeld);
    const TaskStore none;
    return measure({.store = none,
                    .isMissingMore = true,
                    .version = m_options.version,
                    .isElected = false,
                    .now = m_clock.now()},
                   choice);
}

QString Collector::unreadiness() const
{
    if (!m_answer || m_answer->failure)
        return u"the database does not answer"_s; // what it said may name its users
    if (!m_hindrance.isEmpty() && !m_hasAccounts)
        return u"no account can be asked"_s;
    return m_faults.isEmpty() && m_hindrance.isEmpty() ? QString()
                                                       : u"the history cannot be written"_s;
}
