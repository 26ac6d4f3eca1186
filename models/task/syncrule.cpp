#include "syncrule.h"

#include <array>

namespace {

constexpr std::array directionNames = {
    WireName<SyncDirection>{SyncDirection::From, u"FROM"},
    WireName<SyncDirection>{SyncDirection::To, u"TO"},
};

constexpr std::array scopeNames = {
    WireName<SyncScope>{SyncScope::Repo, u"REPO"},
    WireName<SyncScope>{SyncScope::Namespace, u"NAMESPACE"},
};

} // namespace

Word<SyncDirection> syncDirectionFromWire(const QString &text)
{
    return wordFromWire<SyncDirection>(directionNames, text);
}

Word<SyncScope> syncScopeFromWire(const QString &text)
{
    return wordFromWire<SyncScope>(scopeNames, text);
}

QString wireName(SyncDirection direction)
{
    return wireNameIn<SyncDirection>(directionNames, direction);
}

QString wireName(SyncScope scope)
{
    return wireNameIn<SyncScope>(scopeNames, scope);
}
