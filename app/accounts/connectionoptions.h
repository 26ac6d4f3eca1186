#pragma once

#include "namedvalue.h"

#include <QString>
#include <QStringList>

/// Where the registry is and whose key is used.
struct ConnectionOptions {
    QStringList regions{};  ///< empty: the profile's own
    QString endpoint{};     ///< empty: the region's
    QStringList profiles{}; ///< empty: environment, then the current profile
    bool allProfiles = false;
    bool vpc = false;    ///< from inside a virtual private cloud
    NamedValue proxy{};  ///< as NetworkSetup::proxy
    NamedValue caFile{}; ///< as NetworkSetup::caFile

    /// Whose key is used was said.
    [[nodiscard]] bool namesProfiles() const { return allProfiles || !profiles.isEmpty(); }
};

/// Which registry the window shows.
struct WindowOptions {
    ConnectionOptions connection{};
    bool demo = false; ///< the simulator's, whatever \a connection says
};
