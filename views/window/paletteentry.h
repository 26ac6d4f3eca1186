#pragma once

#include <QString>

#include <functional>
#include <vector>

/// What can be found by its name and run.
struct PaletteEntry {
    enum class Kind { Action, Page, View, Instance, Rule, Repository };

    Kind kind = Kind::Action;
    QString name{};
    QString note{};           ///< what tells it from others of its name, e.g. where it is
    QString keys{};           ///< that do the same
    QString disabledReason{}; ///< in a sentence; empty where it can be run
    std::function<void()> run{};
};

/// One word for what \p kind is.
[[nodiscard]] QString displayName(PaletteEntry::Kind kind);

/// What fits what was \p typed: its words in any order, each somewhere in name, note or kind, upper
/// and lower case alike. First where the name begins so, then where each word begins a word of the
/// name, then where each is in the name; what cannot be run comes after what can, and else the
/// order stays. All of \p entries where nothing was typed.
[[nodiscard]] std::vector<const PaletteEntry *>
matchingEntries(const std::vector<PaletteEntry> &entries, const QString &typed);
