#include "teamreader.h"

#include "overloaded.h"
#include "postgresdatabase.h"
#include "postgresrow.h"
#include "teamerror.h"
#include "teamlists.h"
#include "teamnames.h"
#include "teamsnapshot.h"
#include "teamtaskreader.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

template<typename Item>
Page<Item> pageOf(std::vector<Item> all, int pageNo, int pageSize)
{
    Page<Item> page{
        .pageNo = pageNo, .pageSize = pageSize, .totalCount = static_cast<qint64>(all.size())};
    const auto first = std::min(static_cast<std::size_t>(std::max(pageNo, 1) - 1) *
                                    static_cast<std::size_t>(pageSize),
                                all.size());
    const auto end = std::min(first + static_cast<std::size_t>(pageSize), all.size());
    std::move(all.begin() + static_cast<std::ptrdiff_t>(first),
              all.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(page.items));
    return page;
}

ApiError notFound(const QString &what)
{
    return {.kind = ApiError::Kind::NotFound,
            .code = u"NotInTeamHistory"_s,
            .message = u"the team's history knows no %1"_s.arg(what)};
}

} // namespace

class TeamReader::Session {
public:
    explicit Session(const DatabaseAddress &address) : m_snapshot(address) {}

    template<typename Work>
    Result<OperationReply> run(const Work &work)
    {
        Result<OperationReply> reply;
        if (const std::optional<ApiError> error = m_snapshot.read(
                [&](pqxx::transaction_base &transaction) { reply = work(transaction); }))
            return tl::unexpected(*error);
        return reply;
    }

    /// Whose instance it is; empty where nobody's is.
    QString accountOf(pqxx::transaction_base &transaction, const QString &instanceId)
    {
        if (!m_accounts.contains(instanceId)) { // those of the others stay while they are read
            const QString account = newestAccounts(transaction).value(instanceId);
            if (!account.isEmpty())
                m_accounts.insert(instanceId, account);
        }
        return m_accounts.value(instanceId);
    }

    std::vector<RegistryInstance> instances(pqxx::transaction_base &transaction)
    {
        std::vector<RegistryInstance> all;
        m_accounts = newestAccounts(transaction);
        QStringList accounts = m_accounts.values();
        accounts.removeDuplicates();
        accounts.sort();
        for (const QString &account : std::as_const(accounts)) {
            for (HistoryInstance &known : TeamNames(account).readInstances(transaction)) {
                if (m_accounts.value(known.instance.id) == account)
                    all.push_back(std::move(known.instance));
            }
        }
        return all;
    }

    SyncTaskPage tasksOf(pqxx::transaction_base &transaction, const ListSyncTasks &question)
    {
        const QString &id = question.instance.instanceId;
        const QString account = accountOf(transaction, id);
        const TeamLists lists(account);
        SyncTaskPage page{.pageNo = question.pageNo, .pageSize = question.pageSize};
        // What is written meanwhile may be among the rows, but is not said to be.
        page.origin = lists.readOrigin(transaction, id);
        if (page.origin->error)
            page.origin->error = metByCollector(*page.origin->error);
        page.items = m_tasks.readPage(transaction, account, question);
        page.totalCount = TeamTaskReader::asksForPart(question)
                              ? TeamTaskReader::count(transaction, account, question)
                              : lists.readTaskCount(transaction, id);
        return page;
    }

private:
    TeamSnapshot m_snapshot;
    TeamTaskReader m_tasks;
    QHash<QString, QString> m_accounts; // by instance id
};

TeamReader::TeamReader(const DatabaseAddress &address)
    : m_session(std::make_unique<Session>(address))
{
}

TeamReader::~TeamReader() = default;

bool TeamReader::canAnswer(const Operation &operation)
{
    return std::visit(
        [](const auto &question) {
            using Question = std::decay_t<decltype(question)>;
            if constexpr (requires { question.mustBeCurrent; })
                return !question.mustBeCurrent;
            else
                return std::is_same_v<Question, ListInstances>; // not of instances beyond these
        },
        operation);
}

Result<OperationReply> TeamReader::answer(const Operation &operation)
{
    return m_session->run([&](pqxx::transaction_base &transaction) {
        return std::visit(
            Overloaded{
                [&](const ListInstances &question) -> Result<OperationReply> {
                    return pageOf(m_session->instances(transaction), question.pageNo,
                                  question.pageSize);
                },
                [&](const ListSyncTasks &question) -> Result<OperationReply> {
                    return m_session->tasksOf(transaction, question);
                },
                [&](const GetSyncTask &question) -> Result<OperationReply> {
                    const QString &id = question.instance.instanceId;
                    std::optional<SyncTask> task =
                        TeamTaskReader::readTask(transaction, m_session->accountOf(transaction, id),
                                                 id, question.syncTaskId);
                    if (!task)
                        return tl::unexpected(notFound(u"task %1"_s.arg(question.syncTaskId)));
                    return SyncTaskDetail{.task = *std::move(task), .tellsLayers = false};
                },
                [&](const ListSyncRules &question) -> Result<OperationReply> {
                    const QString &id = question.instance.instanceId;
                    const TeamNames names(m_session->accountOf(transaction, id));
                    return pageOf(names.readRules(transaction, id), question.pageNo,
                                  question.pageSize);
                },
                [&](const auto & /*question*/) -> Result<OperationReply> {
                    return tl::unexpected(notFound(u"answer to this question"_s));
                }},
            operation);
    });
}
