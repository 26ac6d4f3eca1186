#pragma once

#include <QDBusConnection>

/// The number at the program's icon in docks and task bars that show one. Source: the interface
/// com.canonical.Unity.LauncherEntry, which Ubuntu's dock, KDE's task bar and Dash to Dock hear.
/// It is a signal: where nobody hears it, nothing happens.
class LauncherBadge final {
public:
    explicit LauncherBadge(const QDBusConnection &bus);
    /// Takes the number away.
    ~LauncherBadge();
    Q_DISABLE_COPY_MOVE(LauncherBadge)

    void showCount(int count); ///< 0: none

private:
    void send() const;

    QDBusConnection m_bus;
    int m_count = 0;
};
