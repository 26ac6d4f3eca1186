#include "unreadreasons.h"

#include "displaytext.h"
#include "querywords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

class UnreadReasonText final {
    Q_DECLARE_TR_FUNCTIONS(UnreadReason)
};

/// A value that is the beginning of an id finds by ids, whatever the rules are called.
bool isId(const QueryValue &value)
{
    static constexpr std::array prefixes = {QStringView(u"crsr-"), QStringView(u"rst-"),
                                            QStringView(u"cri-")};
    return value.match != QueryMatch::Regex &&
           std::ranges::any_of(prefixes, [&value](QStringView prefix) {
               return value.text.startsWith(prefix, Qt::CaseInsensitive);
           });
}

bool looksAtRuleNames(const TaskQuery &query)
{
    return std::ranges::any_of(query.terms, [](const QueryTerm &term) {
        const bool isAsked = term.field == QueryField::Rule || term.field == QueryField::Text;
        return isAsked && !std::ranges::all_of(term.values, isId);
    });
}

} // namespace

std::vector<UnreadReason> unreadReasons(const TaskQuery &query, const ReadExtent &extent)
{
    using Reason = UnreadReason::Kind;
    std::vector<UnreadReason> reasons;
    if (!extent.withoutRules.isEmpty() && looksAtRuleNames(query))
        reasons.push_back({.kind = Reason::RuleNames, .instances = extent.withoutRules});
    if (speaksOf(query, QueryState::Stuck)) {
        if (!extent.areAllTasksRead)
            reasons.push_back({.kind = Reason::StuckOverPart});
        else if (extent.doneTasks == 0 && extent.unfinishedTasks > 0)
            reasons.push_back({.kind = Reason::StuckWithoutDone});
    }
    if (!extent.areAllTasksRead && speaksOf(query, QueryState::Latest))
        reasons.push_back({.kind = Reason::LatestOverPart});
    if (!extent.areAllTasksRead && speaksOf(query, QueryState::Repaired))
        reasons.push_back({.kind = Reason::RepairedOverPart});
    if (!extent.areNotesRead && speaksOf(query, QueryState::Acknowledged))
        reasons.push_back({.kind = Reason::NotesUnread});
    return reasons;
}

QString describe(const UnreadReason &reason)
{
    switch (reason.kind) {
    case UnreadReason::Kind::RuleNames:
        //: %1: names of instances
        return UnreadReasonText::tr("The rules of %1 could not be read: tasks cannot be found by "
                                    "the names of their rules.")
            .arg(listText(reason.instances));
    case UnreadReason::Kind::StuckWithoutDone:
        return UnreadReasonText::tr("No finished task is known: tasks count as stuck after 10 "
                                    "minutes, whatever is usual.");
    case UnreadReason::Kind::StuckOverPart:
        return UnreadReasonText::tr(
            "Not all tasks were read: which tasks are stuck is not certain.");
    case UnreadReason::Kind::LatestOverPart:
        return UnreadReasonText::tr("Not all tasks were read: newer tasks of an image may be "
                                    "missing.");
    case UnreadReason::Kind::NotesUnread:
        return UnreadReasonText::tr("No notes of a team are read here: no task counts as "
                                    "acknowledged.");
    case UnreadReason::Kind::RepairedOverPart:
        break;
    }
    return UnreadReasonText::tr("Not all tasks were read: later successes may be missing.");
}
