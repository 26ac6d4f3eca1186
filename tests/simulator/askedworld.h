#pragma once

#include "simulatorapi.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <utility>

/// A simulated registry that is asked without a socket, in time of the test's own.
class AskedWorld final {
public:
    struct Reply {
        int httpStatus = 0;
        QJsonObject json{};
        [[nodiscard]] QString code() const;
        [[nodiscard]] bool isGood() const;
    };
    using Parameters = QList<std::pair<QByteArray, QByteArray>>;

    /// Nothing arrives in it by itself unless \p ratePerMinute is given.
    explicit AskedWorld(int tasks = 3000, double ratePerMinute = 0);

    /// POST, but where only GET is answered.
    Reply ask(const QByteArray &action, const Parameters &parameters);
    Reply askBy(const QByteArray &method, const QByteArray &action, const Parameters &parameters);

    [[nodiscard]] QByteArray instanceId(std::size_t index = 0) const;
    /// All tasks of an instance, newest first.
    QJsonArray tasks(std::size_t instance = 0);
    QJsonObject task(const QString &taskId, std::size_t instance = 0);
    /// The first task of the instance with this status; empty when there is none.
    QJsonObject taskWith(const QString &status);
    QByteArray repoId(const QByteArray &instance, const QJsonObject &image);
    /// For CreateRepoSyncTask, to copy the image of \p task to where it went.
    Parameters copyOf(const QJsonObject &task);

    SimulatorApi api;
    QDateTime now;

private:
    int m_nonce = 0;
};

/// \p parameters without \p name, or with another value for it.
AskedWorld::Parameters without(AskedWorld::Parameters parameters, const QByteArray &name);
AskedWorld::Parameters with(AskedWorld::Parameters parameters, const QByteArray &name,
                            const QByteArray &value);
QByteArray bytes(const QJsonValue &text);
