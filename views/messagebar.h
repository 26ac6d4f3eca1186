#pragma once

#include "apierror.h"

#include <QDateTime>
#include <QWidget>

/// An error near its cause: what happened, what to do, code and request id to copy, Retry. Never
/// a dialog. Takes no space while there is nothing to say.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    /// \p nextTry: when the program tries again by itself; invalid: it does not.
    void showError(const ApiError &error, const QDateTime &nextTry, const QDateTime &now);
    void clear();

Q_SIGNALS:
    void retryRequested();
};
