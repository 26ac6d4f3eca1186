#pragma once

#include <QByteArray>

#include <optional>

/// What the window remembers of its layout.
struct LayoutState {
    int sideBarWidth = 0;
    int detailPaneWidth = 0;
    bool sideBarWanted = true;
    bool detailPaneWanted = true;
    bool chartWanted = true;

    friend bool operator==(const LayoutState &, const LayoutState &) = default;
};

QByteArray layoutToBytes(const LayoutState &layout);
/// Empty for what this program did not write, for another version, and for sizes that no window
/// can have.
std::optional<LayoutState> layoutFromBytes(const QByteArray &bytes);
