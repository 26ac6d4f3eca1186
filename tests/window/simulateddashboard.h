#pragma once

#include "dashboard.h"
#include "hastenedclock.h"
#include "simulator.h"
#include "windowpart.h"

#include <QTest>

#include <memory>

class RegistryClient;

/// The whole program but for main(): the window, fed by the real client over a real socket from a
/// simulated registry. Its parts are found by object name, as a test tool would.
class SimulatedDashboard final {
public:
    /// With a \p historyFile what was seen is kept there. Without pushes, what a test counts
    /// stands still.
    explicit SimulatedDashboard(int tasks = 900, Settings settings = {},
                                const QString &historyFile = {}, double pushesPerMinute = 0);
    ~SimulatedDashboard();
    Q_DISABLE_COPY_MOVE(SimulatedDashboard)

    /// The program is ended and started again, with the settings that it had.
    void reopen();
    /// Waits until all that loads by itself is there.
    [[nodiscard]] bool settle();

    /// Of window and registry.
    [[nodiscard]] HastenedClock &clock() { return m_clock; }
    [[nodiscard]] Dashboard &dashboard() { return *m_dashboard; }
    [[nodiscard]] Simulator &simulator() { return m_simulator; }
    [[nodiscard]] MainWindow &window() { return m_dashboard->window(); }
    [[nodiscard]] SyncTaskTableModel &model() { return m_dashboard->model(); }
    [[nodiscard]] TaskTableView &table() { return window().table(); }

    template<typename Widget>
    [[nodiscard]] Widget &part(const QString &objectName)
    {
        return windowPart<Widget>(window(), objectName);
    }
    /// What a label or a text says.
    [[nodiscard]] QString text(const QString &objectName);
    void click(const QString &objectName);
    void type(const QString &fieldName, const QString &text);
    /// Runs a menu's action as its shortcut would.
    void trigger(const QString &actionName);
    /// Allows changes, as the menu does and a person confirms, or takes it back.
    void toggleAllowed();

    /// How many rows have this status.
    [[nodiscard]] int rowsWith(SyncTaskStatus status);
    /// Makes the newest task of this status current; its row, or -1.
    int choose(SyncTaskStatus status);

    /// The registry is gone: connections are refused.
    void breakNetwork();
    /// It listens again at the same address.
    void mendNetwork();
    /// Connects with another secret than the registry knows.
    void useWrongSecret();
    /// Connects with the right key.
    void connectAnew();
    /// Connects to what stands before the registry.
    void connectTo(std::unique_ptr<Registry> account);
    /// Somebody else who asks the registry.
    [[nodiscard]] std::unique_ptr<RegistryClient> makeClient();

private:
    void open();
    void connectWith(const QString &secret);
    [[nodiscard]] std::unique_ptr<RegistryClient> makeClient(const QString &secret);

    HastenedClock m_clock;
    Simulator m_simulator{m_clock};
    SimulatorOptions m_options;
    SimulatorInfo m_info;
    Settings m_settings;
    QString m_historyFile;
    std::unique_ptr<Dashboard> m_dashboard;
};
