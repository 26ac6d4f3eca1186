#pragma once

#include <QHash>
#include <QString>

/// What is called something in the window but by an id in the API.
struct QueryNames {
    QHash<QString, QString> rules{};     ///< by id
    QHash<QString, QString> instances{}; ///< by id
    QHash<QString, QString> accounts{};  ///< by instance id; empty where one account is watched

    friend bool operator==(const QueryNames &, const QueryNames &) = default;
};
