#pragma once

#include "clock.h"
#include "registryclient.h"
#include "scriptedserver.h"

#include <QFile>

#include <memory>
#include <optional>

inline const ListSyncTasks question{
    .instance = {.regionId = QStringLiteral("cn-hangzhou"), .instanceId = QStringLiteral("cri-1")},
    .tag = QStringLiteral("v1~*+/&=%镜"),
};

inline const Credentials key{.accessKeyId = "id",
                             .accessKeySecret = Secret("hidden-secret"),
                             .securityToken = Secret("hidden-token")};

inline QByteArray samplePageJson()
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/ListRepoSyncTask.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline Turn goodPage()
{
    return json(200, samplePageJson());
}

inline QByteArray refusal(const QByteArray &code)
{
    return R"({"RequestId":"R-1","Code":")" + code + R"(","Message":"m"})";
}

/// A randomSource that counts: nonces n1, n2, ...; every wait is half of the longest.
inline RandomSource countingRandomSource()
{
    const auto given = std::make_shared<int>(0);
    return {.nonce = [given] { return QByteArray("n" + QByteArray::number(++*given)); },
            .random = [] { return 0.5; }};
}

inline CallLimits shortLimits()
{
    return {.connecting = std::chrono::seconds(5),
            .silence = std::chrono::milliseconds(300),
            .whole = std::chrono::seconds(5),
            .retry = {.base = std::chrono::milliseconds(2)}};
}

/// A client of a scripted server, with the answer to the one question it is asked.
struct Talk {
    explicit Talk(std::vector<Turn> turns, const CallLimits &limits = shortLimits(),
                  const QString &scheme = QStringLiteral("http"))
        : server(std::move(turns)),
          client(key, {.ownEndpoint = server.endpoint(scheme)}, clock, countingRandomSource(),
                 limits)
    {
    }

    void ask()
    {
        call = ::ask(client, question, [this](const Result<SyncTaskPage> &page) {
            ++answers;
            answer = page;
        });
    }
    [[nodiscard]] const ApiError &error() const { return answer->error(); }

    ScriptedServer server;
    SystemClock clock{};
    RegistryClient client;
    PendingCall call{};
    std::optional<Result<SyncTaskPage>> answer{};
    int answers = 0;
};
