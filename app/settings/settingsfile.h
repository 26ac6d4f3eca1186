#pragma once

#include "settings.h"

#include <QString>

#include <chrono>
#include <tl/expected.hpp>

/// The file in which settings lie. Several windows may write to it: each writes only what was
/// changed in it, into what the file holds at that moment.
class SettingsFile final {
public:
    static constexpr std::chrono::milliseconds defaultPatience{1'000};
    static constexpr qint64 mostBytes = 1'048'576;

    /// \p patience: how long a change waits for another window's.
    explicit SettingsFile(QString path, std::chrono::milliseconds patience = defaultPatience);

    /// A file that is missing or cannot be used gives the defaults; why it cannot: problem().
    Settings load(const QDateTime &now);
    /// Why the file could not be read when it was loaded, which a person should be told: what was
    /// set in it does not count. Empty: it was read, or there is none.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// What was loaded or saved last.
    [[nodiscard]] const Settings &known() const { return m_known; }
    /// Writes what differs from known(); what is there afterwards is whole, also after a crash.
    /// The error is technical.
    tl::expected<void, QString> save(const Settings &settings);

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
    std::chrono::milliseconds m_patience;
    Settings m_known;
    QString m_problem;
};
