#include "readingpause.h"

#include "liststatustext.h"

#include <algorithm>
#include <map>
#include <set>

namespace {

/// Of one reason: which lists it holds back.
struct HeldBack {
    QDateTime nextTry{};
    std::vector<const ListStatus *> lists{};
};

std::map<QString, int> listsByAccount(const std::vector<const ListStatus *> &lists)
{
    std::map<QString, int> counts;
    for (const ListStatus *list : lists)
        ++counts[list->instance.account];
    return counts;
}

QString nameForPause(const ListStatus &list)
{
    return list.isInstance() ? list.name : fullSubjectText(list);
}

/// \p all: lists by account.
QStringList subjectsOf(const HeldBack &held, const std::map<QString, int> &all)
{
    const std::map<QString, int> theirs = listsByAccount(held.lists);
    std::set<QString> named;
    QStringList subjects;
    for (const ListStatus *list : held.lists) {
        const QString &account = list->instance.account;
        const bool isWhole =
            !account.isEmpty() && all.size() > 1 && theirs.at(account) == all.at(account);
        if (!isWhole)
            subjects << nameForPause(*list);
        else if (named.insert(account).second)
            subjects << account;
    }
    subjects.removeAll(QString());
    return subjects;
}

} // namespace

std::optional<ReadingPause> pauseOf(const ListStatus &status)
{
    if (!status.error || isIncompleteList(*status.error))
        return {};
    return ReadingPause{.reason = pauseReasonFor(*status.error), .nextTry = status.nextTry};
}

std::vector<ReadingPause> pausesOf(std::span<const ListStatus> lists)
{
    std::vector<const ListStatus *> all;
    std::map<PauseReason, HeldBack> byReason;
    for (const ListStatus &list : lists) {
        all.push_back(&list);
        const std::optional<ReadingPause> pause = pauseOf(list);
        if (!pause)
            continue;
        HeldBack &held = byReason[pause->reason];
        const bool isSooner =
            pause->nextTry.isValid() && (!held.nextTry.isValid() || pause->nextTry < held.nextTry);
        if (isSooner)
            held.nextTry = pause->nextTry;
        held.lists.push_back(&list);
    }
    const std::map<QString, int> accounts = listsByAccount(all);
    std::vector<ReadingPause> pauses;
    for (const auto &[reason, held] : byReason) {
        pauses.push_back({.reason = reason, .nextTry = held.nextTry});
        if (held.lists.size() < lists.size())
            pauses.back().subjects = subjectsOf(held, accounts);
    }
    return pauses;
}

QString pauseText(const ReadingPause &pause, const QDateTime &now)
{
    return pauseText(pause.reason, pause.subjects, pause.nextTry, now);
}
