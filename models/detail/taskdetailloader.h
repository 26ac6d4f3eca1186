#pragma once

#include "registry.h"

#include <QObject>

#include <optional>

/// Asks for one task in detail: the one that was opened last. Late answers to earlier questions
/// are dropped.
class TaskDetailLoader final : public QObject {
    Q_OBJECT

public:
    explicit TaskDetailLoader(Registry &registry, QObject *parent = nullptr);

    void open(const InstanceRef &instance, const QString &syncTaskId);
    /// Asks again for the open task; nothing when none is open or a call is under way.
    void refresh();
    void close();

    [[nodiscard]] bool isLoading() const;

Q_SIGNALS:
    void arrived(const InstanceRef &instance, const SyncTaskDetail &detail);
    void failed(const ApiError &error);

private:
    void load();

    Registry &m_registry;
    InstanceRef m_instance;
    QString m_taskId; // empty: none is open
    PendingCall m_call;
};
