#pragma once

#include "apierror.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>

#include <functional>

/// Gets the result of a call, once, and never from inside the function that started the call.
template<typename T>
using Handler = std::function<void(const Result<T> &)>;

/// A call under way. Dropping it cancels the call: its handler will not run.
/// "The latest question wins" is an assignment.
class [[nodiscard]] PendingCall final {
public:
    PendingCall() = default;
    /// \p call does the work and dies with it; \p handler is the connection that reports the
    /// result.
    PendingCall(QObject *call, QMetaObject::Connection handler);
    ~PendingCall();

    PendingCall(PendingCall &&other) noexcept;
    PendingCall &operator=(PendingCall &&other) noexcept;
    Q_DISABLE_COPY(PendingCall)

    /// Not cancelled, and not finished: that is when its handler has returned to the event loop.
    [[nodiscard]] bool isRunning() const { return !m_call.isNull(); }

private:
    void swap(PendingCall &other) noexcept;
    void cancel();

    QPointer<QObject> m_call;
    QMetaObject::Connection m_handler;
};
