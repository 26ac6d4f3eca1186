#pragma once

#include "clock.h"
#include "faultyserver.h"
#include "registryclient.h"
#include "simulator.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>

#include <memory>
#include <optional>

/// A registry, a server before it that breaks what passes, and another host to which nothing may be
/// sent.
class FaultWorld final {
public:
    /// Short only where the server is to be given up: a busy machine is slow, too.
    enum class Patience : quint8 { Usual, Short };

    /// Quits where it cannot be set up.
    explicit FaultWorld(int tasks);
    Q_DISABLE_COPY_MOVE(FaultWorld)

    /// One that asks through the server.
    [[nodiscard]] std::unique_ptr<RegistryClient>
    makeClient(Patience patience = Patience::Usual) const;
    /// One that asks a host whose name nobody knows.
    [[nodiscard]] std::unique_ptr<RegistryClient> makeLostClient() const;
    /// One that asks the registry itself.
    [[nodiscard]] RegistryClient &direct() { return *m_direct; }
    /// Writes that took place since it was asked last.
    [[nodiscard]] int effects();

    [[nodiscard]] FaultyServer &server() { return *m_server; }
    [[nodiscard]] const InstanceRef &instance() const { return m_instance; }
    /// "host:port" of the other host.
    [[nodiscard]] QByteArray elsewhere() const;
    [[nodiscard]] bool wasElsewhereAsked() const { return m_elsewhere.hasPendingConnections(); }

private:
    [[nodiscard]] std::unique_ptr<RegistryClient> makeClient(const QString &endpoint,
                                                             Patience patience) const;

    mutable SystemClock m_clock;
    Simulator m_simulator{m_clock};
    SimulatorInfo m_info;
    QTcpServer m_elsewhere;
    std::unique_ptr<FaultyServer> m_server;
    std::unique_ptr<RegistryClient> m_direct;
    InstanceRef m_instance;
    int m_seenWrites = 0;
};

/// What the thread and the memory bear while it lives.
class LoadProbe final {
public:
    LoadProbe();

    /// The longest time in which the event loop did not turn.
    [[nodiscard]] qint64 longestBlockMs();
    /// Of the resident memory, at most, in MiB.
    [[nodiscard]] double growthMiB();

private:
    void look();

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    qint64 m_longest = 0;
    double m_before;
    double m_most;
};

/// Runs the event loop until \p isDone, at most 10 s.
template<typename Done>
bool waitFor(const Done &isDone)
{
    QElapsedTimer timer;
    timer.start();
    while (!isDone() && timer.elapsed() < 10'000) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    }
    return isDone();
}

/// The answer that \p ask gets for its handler.
template<typename T, typename Ask>
Result<T> waitedFor(const Ask &ask)
{
    std::optional<Result<T>> answer;
    const PendingCall call = ask([&answer](const Result<T> &result) { answer = result; });
    waitFor([&answer] { return answer.has_value(); });
    return answer.value_or(tl::unexpected(ApiError{.code = QStringLiteral("NoAnswer")}));
}
