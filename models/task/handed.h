#pragma once

#include <QObject>

#include <future>
#include <memory>
#include <utility>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DASHBOARD_THREADS_ARE_WATCHED
#include <sanitizer/tsan_interface.h>
#endif
#endif

/// A value, or a function, on its way from the thread that made it to the one that uses it. What
/// the threads of this program give each other goes through here, so that the thread sanitizer can
/// be told in what order they do it: Qt's queue of events keeps that order, but Debian's Qt is
/// built without the sanitizer, which sees nothing of it. Only there (./run tsan) is a copy more
/// than a copy.
template<typename Value>
class Handed final {
public:
    Handed(Value value) : m_value(std::move(value)) { give(); }
#ifdef DASHBOARD_THREADS_ARE_WATCHED
    Handed(const Handed &other) : m_value(*other)
    {
        give();
    }
    Handed(Handed &&other) noexcept : m_value(std::move(other.m_value))
    {
        give();
    }
    Handed &operator=(const Handed &) = delete;
    Handed &operator=(Handed &&) = delete;
    ~Handed()
    {
        take();
    }
#endif

    const Value &operator*() const
    {
        take();
        return m_value;
    }

    /// Runs the function. Whichever thread then destroys it does so after that.
    void run() const
    {
        (**this)();
        give();
    }

private:
#ifdef DASHBOARD_THREADS_ARE_WATCHED
    // What happened so far, happened before whatever follows take() of the same object.
    void give() const
    {
        __tsan_release(const_cast<Handed *>(this));
    }
    void take() const
    {
        __tsan_acquire(const_cast<Handed *>(this));
    }
#else
    static void give() {}
    static void take() {}
#endif

    Value m_value;
};

/// Runs \p function in the thread of \p context, when its event loop comes to it. It is dropped if
/// \p context ends before.
template<typename Function>
void postTo(QObject &context, Function function)
{
    QMetaObject::invokeMethod(
        &context, [posted = Handed(std::move(function))] { posted.run(); }, Qt::QueuedConnection);
}

/// Runs \p function in the thread of \p context, which is another one and runs, and waits for it.
template<typename Function>
void runIn(QObject &context, const Function &function)
{
    const auto done = std::make_shared<std::promise<void>>(); // outlives the waiting
    const std::future<void> isDone = done->get_future();
    postTo(context, [&function, done] {
        function();
        done->set_value();
    });
    isDone.wait();
}
