#pragma once

#include "clock.h"

#include <QList>

/// Time that stands still until a test moves it.
class ManualClock final : public Clock {
public:
    explicit ManualClock(QDateTime now = QDateTime(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC));

    [[nodiscard]] QDateTime now() const override { return m_now; }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override;

    /// Moves on, running what falls due on the way, in order of time.
    void advance(std::chrono::milliseconds duration);
    /// The clock of the wall is set, back too; runs nothing.
    void set(const QDateTime &now) { m_now = now; }
    /// How many calls wait for their time.
    [[nodiscard]] int waiting() const;

private:
    class Alarm;
    QDateTime m_now;
    QList<QPointer<Alarm>> m_alarms;
};
