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
    QString teamDatabase{}; ///< in whose history a collector keeps what it sees; empty: none
    bool vpc = false;       ///< from inside a virtual private cloud
    NamedValue proxy{};     ///< as NetworkSetup::proxy
    NamedValue caFile{};    ///< as NetworkSetup::caFile

    /// Whose key is used was said.
    [[nodiscard]] bool namesProfiles() const { return allProfiles || !profiles.isEmpty(); }
    /// Something was said at all.
    [[nodiscard]] bool saysAnything() const
    {
        return namesProfiles() || !regions.isEmpty() || !endpoint.isEmpty() ||
               !teamDatabase.isEmpty() || vpc || !proxy.text.isEmpty() || !caFile.text.isEmpty();
    }
};

/// Which registry the window shows, and how it opens.
struct WindowOptions {
    ConnectionOptions connection{};
    bool demo = false;      ///< the simulator's, whatever \a connection says
    QString link{};         ///< what it shows first, see parseLink(); empty: nothing
    bool hidden = false;    ///< in the tray, where there is one
    bool newWindow = false; ///< beside one that is open

    /// It is a window of its own, whatever else is open: it watches something else.
    [[nodiscard]] bool isOfItsOwn() const { return demo || connection.saysAnything(); }
};
