#pragma once

#include "clock.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <deque>
#include <functional>

/// How many requests a minute the program makes of one account by itself, which the feeds of the
/// account share: two token buckets. Two thirds are for the lists, one third and what the lists
/// leave is for single tasks, so that neither takes the other's. What somebody waits for (first
/// loading, F5, actions, comparisons) does not take from it.
class RestBudget final {
public:
    static constexpr int fewestPerMinute = 6;
    static constexpr int usualPerMinute = 30;
    static constexpr int mostPerMinute = 600;

    explicit RestBudget(Clock &clock, int perMinute = usualPerMinute);
    ~RestBudget();
    Q_DISABLE_COPY_MOVE(RestBudget)

    void setPerMinute(int requests);
    [[nodiscard]] int perMinute() const { return m_perMinute; }
    /// How many lists are refreshed within this budget.
    void setLists(int lists) { m_lists = lists; }
    /// How often each can be refreshed when it is to be every \p wanted. Zero stays zero.
    [[nodiscard]] std::chrono::milliseconds intervalFor(std::chrono::milliseconds wanted) const;

    /// Takes one request, unless none may be made now or others wait for one.
    [[nodiscard]] bool tryTake();
    /// The same for what can as well be asked later: takes nothing of the lists' part.
    [[nodiscard]] bool tryTakeSpare();
    /// Takes one request as soon as there is one, after those that wait already, then runs \p then.
    /// Dropping the call gives up the turn.
    PendingCall whenFree(std::function<void()> then);
    /// Requests that are made all the same: the next ones wait for longer.
    void charge(int requests);
    /// Until the first of those that wait may make its request; zero where none waits.
    [[nodiscard]] std::chrono::milliseconds firstWait() const;
    /// Until a request that is asked for now may be made.
    [[nodiscard]] std::chrono::milliseconds expectedWait() const;

private:
    class Turn;

    void fill() const;
    [[nodiscard]] double capacity() const;
    [[nodiscard]] std::chrono::milliseconds timeFor(double requests) const;
    void forgetDropped() const;
    void planNext();
    void serve();

    Clock &m_clock;
    int m_perMinute;
    int m_lists = 0;
    mutable double m_forLists = 0; // below zero after a charge
    mutable double m_spare = 0;
    mutable QDateTime m_filledAt;
    mutable std::deque<QPointer<Turn>> m_waiting;
    PendingCall m_next;
};
