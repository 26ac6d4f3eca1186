#pragma once

#include "clock.h"
#include "commandline.h"
#include "connection.h"
#include "dashboard.h"
#include "language.h"
#include "settings.h"
#include "simulator.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

class Notifier;
class ProfilePresenter;
class QApplication;

/// The window with all that stands around it: registry or demo, settings, language, theme.
class Program final : public QObject {
    Q_OBJECT

public:
    /// With \p fixed settings none are read and none are written.
    Program(QApplication &application, Clock &clock, std::optional<Settings> fixed = {});
    ~Program() override;

    /// Opens the window, in the place of the one before.
    void open(WindowOptions options);
    [[nodiscard]] Dashboard &dashboard() { return *m_dashboard; }

private:
    void connectDashboard();
    void keepHistories(const std::vector<Connection> &open);
    void reconnect();
    void connectAccounts();
    void chooseProfiles(const QStringList &names);
    [[nodiscard]] bool mayReplaceWindow();
    Result<Connection> startDemo();
    void save();

    QApplication &m_application;
    Clock &m_clock;
    std::optional<Settings> m_fixed;
    WindowOptions m_options;
    QStringList m_rememberedProfiles; // as in Settings
    QStringList m_keptProfiles;       // whose histories are open
    Result<QStringList> m_profiles;   // the watched ones
    Language m_language;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<Notifier> m_notifier; // of all windows, one after the other
    std::unique_ptr<Dashboard> m_dashboard;
    std::unique_ptr<ProfilePresenter> m_profilePresenter; // of the dashboard's window
};
