#pragma once

#include "advice.h"
#include "databaseaddress.h"
#include "teamfollower.h"

#include <QCoreApplication>

#include <optional>

class FootBar;
class InstanceWatcher;
class MessageBar;

/// Says whose history the window shows: who collects it, that nobody does, and what the collector
/// cannot read.
class TeamPresenter final {
    Q_DECLARE_TR_FUNCTIONS(TeamPresenter)

public:
    /// All of them must outlive this.
    TeamPresenter(InstanceWatcher &instances, FootBar &footBar, MessageBar &messageBar);

    void show(const DatabaseAddress &address, const TeamStatus &status);
    /// In another language.
    void retranslate();

private:
    void showNotice();
    void showSource();

    InstanceWatcher &m_instances;
    FootBar &m_footBar;
    MessageBar &m_messageBar;
    DatabaseAddress m_address;
    TeamStatus m_status;             // as the database told it last
    std::optional<ApiError> m_error; // it does not answer now
    Advice m_shownNotice;            // as it was shown last
    bool m_isNoticeDue = false;      ///< it was shown, and perhaps closed since
};
