#include "settingskeeper.h"

#include <algorithm>
#include <utility>

SettingsKeeper::SettingsKeeper(SettingsFile &file, Clock &clock, std::function<Settings()> current,
                               QObject *parent)
    : QObject(parent),
      m_file(file),
      m_clock(clock),
      m_current(std::move(current)),
      m_seen(file.known())
{
    m_nextCheck = m_clock.after(interval, [this] { check(); });
}

SettingsKeeper::~SettingsKeeper()
{
    saveNow();
}

void SettingsKeeper::saveNow()
{
    save(m_current());
}

void SettingsKeeper::check()
{
    const Settings settings = m_current();
    const bool isSettled = settings == m_seen;
    m_seen = settings;
    if (isSettled && m_failed != settings)
        save(settings);
    m_nextCheck = m_clock.after(interval, [this] { check(); });
}

void SettingsKeeper::save(const Settings &settings)
{
    const auto saved = m_file.save(settings);
    if (saved) {
        m_failed.reset();
        m_nextRetry = {};
        m_retryPause = firstRetryPause;
        if (std::exchange(m_isFailureTold, false))
            Q_EMIT recovered();
        return;
    }
    m_failed = settings;
    // The cause may be over soon, as a full disk or a lock, without any change of the settings.
    m_nextRetry = m_clock.after(m_retryPause, [this] { m_failed.reset(); });
    m_retryPause = std::min(2 * m_retryPause, longestRetryPause);
    if (!std::exchange(m_isFailureTold, true))
        Q_EMIT failed(m_file.path() + QStringLiteral(" · ") + saved.error());
}
