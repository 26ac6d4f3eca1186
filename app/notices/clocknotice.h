#pragma once

#include "advice.h"

#include <QCoreApplication>
#include <QString>

#include <chrono>
#include <optional>

class MessageBar;

/// Says that this computer's clock differs from the registry's: once from half a minute on, and
/// once more from ten minutes on, since the registry refuses requests whose time is 15 minutes off.
/// When the clock is right again that is withdrawn, and the next time is news.
class ClockNotice final {
    Q_DECLARE_TR_FUNCTIONS(ClockNotice)

public:
    enum class Level { None, Notice, Error };

    /// \p correction: how far the registry is ahead of this computer.
    void update(std::chrono::milliseconds correction, MessageBar &bar);

private:
    Level m_told = Level::None;
    Advice m_shown;
};

/// The same as a sentence of the command line, in English; empty while there is nothing to say.
std::optional<QString> clockWarning(std::chrono::milliseconds correction);
