#pragma once

#include "clock.h"

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

#include <chrono>

/// Says when a file that holds keys has other content: written in place, replaced by another file
/// of its name, or made anew. It is also looked at now and then, since not every file system tells
/// of changes. Only a hash of the content is kept.
class CredentialWatch final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds lookInterval = std::chrono::minutes(1);

    CredentialWatch(QString path, Clock &clock, QObject *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void onNotified();
    void look();
    void watch();

    QString m_path;
    Clock &m_clock;
    QFileSystemWatcher m_watcher;
    QByteArray m_hash;
    PendingCall m_nextLook;
};
