#pragma once

#include "clock.h"
#include "readingpause.h"

#include <QIODevice>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <vector>

/// Says why a command prints nothing for a while, and until when: one line for each wait. A wait of
/// less than \a shortest is over before somebody wonders.
class WaitNotice final {
public:
    static constexpr std::chrono::milliseconds shortest = std::chrono::seconds(2);
    static constexpr std::chrono::milliseconds lookInterval = std::chrono::milliseconds(500);

    using Pauses = std::function<std::vector<ReadingPause>()>;

    /// \p pauses, \p clock and \p errors must outlive it.
    WaitNotice(Pauses pauses, Clock &clock, QIODevice &errors);

private:
    void look();
    [[nodiscard]] bool isNew(const ReadingPause &pause);

    Pauses m_pauses;
    Clock &m_clock;
    QIODevice &m_errors;
    std::map<QString, QDateTime> m_told; // until when, by what is said without the time
    PendingCall m_nextLook;
};
