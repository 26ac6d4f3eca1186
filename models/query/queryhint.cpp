#include "queryhint.h"

#include "displaywords.h"
#include "querymatcher.h"
#include "querywords.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

std::optional<TextUse> useOf(QueryField field)
{
    if (field == QueryField::Status)
        return UsedAsStatus;
    if (field == QueryField::Cause)
        return UsedAsIssue;
    if (field == QueryField::Trigger)
        return UsedAsTrigger;
    return {};
}

QString sentence(QueryField field)
{
    if (field == QueryField::Status)
        //: %1 was written after "status:", %2 is a list of words
        return DisplayWords::tr("No loaded task has the status “%1”. Other words: %2.");
    if (field == QueryField::Cause)
        //: %1 was written after "cause:", %2 is a list of words
        return DisplayWords::tr("No loaded task has the cause “%1”. Other words: %2.");
    //: %1 was written after "trigger:", %2 is a list of words
    return DisplayWords::tr("No loaded task has the trigger “%1”. Other words: %2.");
}

} // namespace

QStringList foreignWords(QueryField field, const TaskStore &store)
{
    QStringList words;
    const std::optional<TextUse> use = useOf(field);
    if (!use)
        return words;
    for (StringPool::Id id = StringPool::empty + 1; id < store.texts().size(); ++id) {
        if ((store.usesOf(id) & *use) == 0)
            continue;
        const QString word = store.texts().text(id);
        if (!knownWord(field, word))
            words << word;
    }
    words.sort();
    return words;
}

std::vector<ForeignValue> foreignValues(const TaskQuery &query)
{
    std::vector<ForeignValue> values;
    for (const QueryTerm &term : query.terms) {
        if (!useOf(term.field))
            continue;
        for (const QueryValue &value : term.values) {
            if (value.match != QueryMatch::Regex && !knownWord(term.field, value.text))
                values.push_back({.field = term.field, .value = value});
        }
    }
    return values;
}

QString unseenWordHint(const TaskQuery &query, const TaskStore &store)
{
    for (const auto &[field, value] : foreignValues(query)) {
        const QStringList foreign = foreignWords(field, store);
        const QueryMatcher matcher({.field = field, .values = {value}});
        const bool isSeen = std::ranges::any_of(
            foreign, [&matcher](const QString &word) { return matcher.isWord(word.toUtf8()); });
        if (!isSeen)
            return sentence(field).arg(value.text, (wordsOf(field) + foreign).join(u", "_s));
    }
    return {};
}
