#include "actionwords.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace {

template<typename Enum>
struct StoredWord {
    Enum value;
    QStringView text;
};

constexpr std::array kindWords = {
    StoredWord<SentKind>{SentKind::Retry, u"retry"},
    StoredWord<SentKind>{SentKind::Cancel, u"cancel"},
    StoredWord<SentKind>{SentKind::Copy, u"copy"},
    StoredWord<SentKind>{SentKind::CreateRule, u"create-rule"},
    StoredWord<SentKind>{SentKind::DeleteRule, u"delete-rule"},
};

constexpr std::array outcomeWords = {
    StoredWord<SentOutcome>{SentOutcome::Sending, u"sending"},
    StoredWord<SentOutcome>{SentOutcome::Accepted, u"accepted"},
    StoredWord<SentOutcome>{SentOutcome::Refused, u"refused"},
    StoredWord<SentOutcome>{SentOutcome::InDoubt, u"in-doubt"},
    StoredWord<SentOutcome>{SentOutcome::NotKnown, u"not-known"},
};

constexpr std::array progressWords = {
    StoredWord<SentProgress>{SentProgress::None, u"none"},
    StoredWord<SentProgress>{SentProgress::Awaited, u"awaited"},
    StoredWord<SentProgress>{SentProgress::Waiting, u"waiting"},
    StoredWord<SentProgress>{SentProgress::Underway, u"underway"},
    StoredWord<SentProgress>{SentProgress::Done, u"done"},
    StoredWord<SentProgress>{SentProgress::Failed, u"failed"},
    StoredWord<SentProgress>{SentProgress::Cancelled, u"cancelled"},
    StoredWord<SentProgress>{SentProgress::NotKnown, u"not-known"},
};

template<typename Words, typename Enum>
QStringView wordOf(const Words &words, Enum value)
{
    return std::ranges::find(words, value, [](const auto &word) { return word.value; })->text;
}

/// \p unknown for a word that a later version wrote.
template<typename Words, typename Enum>
Enum valueOfWord(const Words &words, const QString &text, Enum unknown)
{
    const auto found =
        std::ranges::find(words, QStringView(text), [](const auto &word) { return word.text; });
    return found == std::end(words) ? unknown : found->value;
}

} // namespace

QStringView storedWord(SentKind kind)
{
    return wordOf(kindWords, kind);
}

QStringView storedWord(SentOutcome outcome)
{
    return wordOf(outcomeWords, outcome);
}

QStringView storedWord(SentProgress progress)
{
    return wordOf(progressWords, progress);
}

SentKind sentKindFromStored(const QString &text)
{
    return valueOfWord(kindWords, text, SentKind::Retry);
}

SentOutcome sentOutcomeFromStored(const QString &text)
{
    return valueOfWord(outcomeWords, text, SentOutcome::NotKnown);
}

SentProgress sentProgressFromStored(const QString &text)
{
    return valueOfWord(progressWords, text, SentProgress::NotKnown);
}
