#include "paletteentry.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

enum Rank { BeginsSo, WordsBeginSo, InName, Elsewhere };

bool beginsAWord(const QString &text, const QString &word)
{
    for (qsizetype at = 0; (at = text.indexOf(word, at, Qt::CaseInsensitive)) >= 0; ++at) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

bool areAll(const QStringList &words, const auto &fits)
{
    return std::ranges::all_of(words, fits);
}

std::optional<Rank> rankOf(const PaletteEntry &entry, const QString &kind, const QString &typed,
                           const QStringList &words)
{
    if (entry.name.startsWith(typed, Qt::CaseInsensitive))
        return BeginsSo;
    const auto isInName = [&entry](const QString &word) {
        return entry.name.contains(word, Qt::CaseInsensitive);
    };
    if (areAll(words, isInName)) {
        const auto begins = [&entry](const QString &word) { return beginsAWord(entry.name, word); };
        return areAll(words, begins) ? WordsBeginSo : InName;
    }
    const auto isAnywhere = [&](const QString &word) {
        return isInName(word) || entry.note.contains(word, Qt::CaseInsensitive) ||
               kind.contains(word, Qt::CaseInsensitive);
    };
    return areAll(words, isAnywhere) ? std::optional(Elsewhere) : std::nullopt;
}

} // namespace

QString displayName(PaletteEntry::Kind kind)
{
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("CommandPalette", text);
    };
    switch (kind) {
    case PaletteEntry::Kind::Action:
        return translated(QT_TRANSLATE_NOOP("CommandPalette", "Action"));
    case PaletteEntry::Kind::Page:
        return translated(QT_TRANSLATE_NOOP("CommandPalette", "Page"));
    case PaletteEntry::Kind::View:
        return translated(QT_TRANSLATE_NOOP("CommandPalette", "View"));
    case PaletteEntry::Kind::Instance:
        return translated(QT_TRANSLATE_NOOP("CommandPalette", "Instance"));
    case PaletteEntry::Kind::Rule:
        return translated(QT_TRANSLATE_NOOP("CommandPalette", "Rule"));
    case PaletteEntry::Kind::Repository:
        return translated(QT_TRANSLATE_NOOP("CommandPalette", "Repository"));
    }
    return {};
}

std::vector<const PaletteEntry *> matchingEntries(const std::vector<PaletteEntry> &entries,
                                                  const QString &typed)
{
    using Kind = PaletteEntry::Kind;
    const QString text = typed.simplified();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    std::array<QString, 6> kinds;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        kinds.at(i) = displayName(static_cast<Kind>(i));
    // By rank, and within it what can be run before what cannot.
    std::array<std::vector<const PaletteEntry *>, 2 * (Elsewhere + 1)> ranked;
    for (const PaletteEntry &entry : entries) {
        const QString &kind = kinds.at(static_cast<std::size_t>(entry.kind));
        const std::optional<Rank> rank = rankOf(entry, kind, text, words);
        if (rank) {
            const std::size_t later = entry.disabledReason.isEmpty() ? 0 : 1;
            ranked.at(2 * static_cast<std::size_t>(*rank) + later).push_back(&entry);
        }
    }
    std::vector<const PaletteEntry *> matching;
    for (const auto &group : ranked)
        matching.insert(matching.end(), group.begin(), group.end());
    return matching;
}
