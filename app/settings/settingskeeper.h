#pragma once

#include "clock.h"
#include "settingsfile.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

/// Saves what a window remembers soon after it changed, so that nothing is lost with the process.
class SettingsKeeper final : public QObject {
    Q_OBJECT

public:
    /// How often it is looked for changes. What changes all the time, as a window that is being
    /// resized, is saved when it stays the same for as long.
    static constexpr std::chrono::milliseconds interval{500};
    /// What could not be saved is tried again after the first pause; each further pause is twice as
    /// long, up to the longest one.
    static constexpr std::chrono::milliseconds firstRetryPause{std::chrono::seconds(10)};
    static constexpr std::chrono::milliseconds longestRetryPause{std::chrono::minutes(5)};

    /// \p file must outlive this; \p current gives the settings as they are now.
    SettingsKeeper(SettingsFile &file, Clock &clock, std::function<Settings()> current,
                   QObject *parent = nullptr);
    /// Saves what changed.
    ~SettingsKeeper() override;

    void saveNow();

Q_SIGNALS:
    /// Nothing could be saved; once, until something could.
    void failed(const QString &technical);
    /// What failed is saved now.
    void recovered();

private:
    void check();
    void save(const Settings &settings);

    SettingsFile &m_file;
    Clock &m_clock;
    std::function<Settings()> m_current;
    Settings m_seen;                  // at the last look
    std::optional<Settings> m_failed; // not to be tried again before a change or m_nextRetry
    bool m_isFailureTold = false;
    std::chrono::milliseconds m_retryPause = firstRetryPause;
    PendingCall m_nextRetry;
    PendingCall m_nextCheck;
};
