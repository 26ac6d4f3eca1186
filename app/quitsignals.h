#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <optional>

/// Tells in the event loop that the system or a person asks the process to end: SIGTERM, SIGINT
/// and SIGHUP. There is one at a time. A signal that was ignored when the process began, as by
/// nohup, stays ignored.
class QuitSignals final : public QObject {
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    /// The signals end the process again.
    ~QuitSignals() override;

    /// False: the system refused it; errno says why.
    [[nodiscard]] bool isWatching() const { return m_notifier.has_value(); }

Q_SIGNALS:
    void received(int signal);

private:
    void read();

    std::optional<QSocketNotifier> m_notifier;
};
