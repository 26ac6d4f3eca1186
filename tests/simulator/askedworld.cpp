#include "askedworld.h"

#include "testsigner.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

const AccessKey key{.id = "id", .secret = "secret"};
const QDateTime start(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

} // namespace

QString AskedWorld::Reply::code() const
{
    return json["Code"_L1].toString();
}

bool AskedWorld::Reply::isGood() const
{
    return httpStatus == 200 && json["IsSuccess"_L1].toBool() && code() == u"success"_s;
}

AskedWorld::AskedWorld(int tasks, double ratePerMinute)
    : api({.seed = 3,
           .startMs = start.toMSecsSinceEpoch(),
           .tasks = tasks,
           .ratePerMinute = ratePerMinute},
          key),
      now(start)
{
}

AskedWorld::Reply AskedWorld::askBy(const QByteArray &method, const QByteArray &action,
                                    const Parameters &parameters)
{
    const SimulatorReply reply =
        api.reply(signedRequest({.method = method,
                                 .host = "127.0.0.1:1",
                                 .action = action,
                                 .date = now.toString(Qt::ISODate).toLatin1(),
                                 .nonce = QByteArray::number(++m_nonce),
                                 .parameters = parameters},
                                key),
                  now.toMSecsSinceEpoch());
    return {.httpStatus = reply.httpStatus, .json = QJsonDocument::fromJson(reply.body).object()};
}

AskedWorld::Reply AskedWorld::ask(const QByteArray &action, const Parameters &parameters)
{
    return askBy(action == "GetRepoTag" ? "GET" : "POST", action, parameters);
}

QByteArray AskedWorld::instanceId(std::size_t index) const
{
    return api.catalogue().instances.at(index).id;
}

QJsonArray AskedWorld::tasks(std::size_t instance)
{
    QJsonArray all;
    for (int page = 1;; ++page) {
        const QJsonArray rows = ask("ListRepoSyncTask", {{"InstanceId", instanceId(instance)},
                                                         {"PageNo", QByteArray::number(page)},
                                                         {"PageSize", "100"}})
                                    .json["SyncTasks"_L1]
                                    .toArray();
        for (const QJsonValue &row : rows)
            all.append(row);
        if (rows.size() < 100)
            return all;
    }
}

QJsonObject AskedWorld::task(const QString &taskId, std::size_t instance)
{
    return ask("GetRepoSyncTask",
               {{"InstanceId", instanceId(instance)}, {"SyncTaskId", taskId.toLatin1()}})
        .json;
}

QJsonObject AskedWorld::taskWith(const QString &status)
{
    for (const QJsonValue &row : tasks()) {
        if (row["TaskStatus"_L1] == status)
            return row.toObject();
    }
    return {};
}

QByteArray AskedWorld::repoId(const QByteArray &instance, const QJsonObject &image)
{
    return bytes(ask("GetRepository", {{"InstanceId", instance},
                                       {"RepoNamespaceName", bytes(image["RepoNamespaceName"_L1])},
                                       {"RepoName", bytes(image["RepoName"_L1])}})
                     .json["RepoId"_L1]);
}

AskedWorld::Parameters AskedWorld::copyOf(const QJsonObject &task)
{
    const QJsonObject from = task["ImageFrom"_L1].toObject();
    const QJsonObject to = task["ImageTo"_L1].toObject();
    return {{"InstanceId", bytes(from["InstanceId"_L1])},
            {"RepoId", repoId(bytes(from["InstanceId"_L1]), from)},
            {"Tag", bytes(from["ImageTag"_L1])},
            {"TargetRegionId", bytes(to["RegionId"_L1])},
            {"TargetInstanceId", bytes(to["InstanceId"_L1])},
            {"TargetNamespace", bytes(to["RepoNamespaceName"_L1])},
            {"TargetRepoName", bytes(to["RepoName"_L1])},
            {"TargetTag", bytes(to["ImageTag"_L1])}};
}

AskedWorld::Parameters without(AskedWorld::Parameters parameters, const QByteArray &name)
{
    parameters.removeIf([&name](const auto &parameter) { return parameter.first == name; });
    return parameters;
}

AskedWorld::Parameters with(AskedWorld::Parameters parameters, const QByteArray &name,
                            const QByteArray &value)
{
    parameters = without(std::move(parameters), name);
    parameters.append({name, value});
    return parameters;
}

QByteArray bytes(const QJsonValue &text)
{
    return text.toString().toUtf8();
}
