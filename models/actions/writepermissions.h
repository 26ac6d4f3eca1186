#pragma once

#include <QSet>
#include <QString>

#include <functional>
#include <utility>

/// Who may change registries. Valid until the window closes.
struct WritePermissions {
    std::function<bool(const QString &account)> isWritable{}; ///< empty: none is
    /// What a registry refused, by instance and by the API's name of the operation.
    QSet<std::pair<QString, QString>> refused{};
};
