#include "searchplan.h"

#include "querywords.h"
#include "region.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using Bits = TaskFilterPlan::Bits;
/// Empty: it cannot be said.
using MaybeCondition = std::optional<RowCondition>;

constexpr qsizetype mostNames = 500; // that a statement lists one by one

struct EndTexts {
    RowText instance;
    RowText region;
    RowText repoNamespace;
    RowText repo;
    RowText tag;
};
constexpr EndTexts sourceTexts = {RowText::SourceInstance, RowText::SourceRegion,
                                  RowText::SourceNamespace, RowText::SourceRepo,
                                  RowText::SourceTag};
constexpr EndTexts targetTexts = {RowText::TargetInstance, RowText::TargetRegion,
                                  RowText::TargetNamespace, RowText::TargetRepo,
                                  RowText::TargetTag};

/// All that the query language has words for.
template<typename Read>
auto valuesOf(QueryField field, const Read &read)
{
    std::vector<typename decltype(read(QStringView()))::value_type> values;
    for (const QString &word : wordsOf(field)) {
        if (const auto value = read(word))
            values.push_back(*value);
    }
    return values;
}

/// It is written in one way only, apart from the case of ASCII.
bool isFirm(QChar c)
{
    const bool isOfAscii = c.unicode() >= 0x20 && c.unicode() < 0x7f;
    return isOfAscii || c.category() == QChar::Letter_Other;
}

/// What the database compares with is what was meant, to the byte.
bool isStorable(const QString &text)
{
    return !text.isEmpty() && text.isValidUtf16() && !text.contains(QChar(u'\0'));
}

/// Any of what \p make gives for each value; empty where it gives nothing for one of them.
template<typename Make>
MaybeCondition forAnyValue(const QueryTerm &term, const Make &make)
{
    std::vector<RowCondition> any;
    for (const QueryValue &value : term.values) {
        MaybeCondition condition = make(value);
        if (!condition)
            return {};
        any.push_back(std::move(*condition));
    }
    return anyOf(std::move(any));
}

/// Any of \p conditions; empty where one of them is.
MaybeCondition anyOfAll(std::vector<MaybeCondition> conditions)
{
    std::vector<RowCondition> any;
    for (MaybeCondition &condition : conditions) {
        if (!condition)
            return {};
        any.push_back(std::move(*condition));
    }
    return anyOf(std::move(any));
}

MaybeCondition containsParts(RowText text, const QString &word, QStringView separators = {})
{
    std::vector<RowCondition> all;
    for (const QString &part : searchableParts(word, separators))
        all.push_back(containsFolded(text, part));
    return all.empty() ? MaybeCondition() : allOf(std::move(all));
}

/// \p value is found in \p text: see QueryMatcher::isIn().
MaybeCondition isIn(RowText text, const QueryValue &value)
{
    switch (value.match) {
    case QueryMatch::Contains:
        return containsParts(text, value.text);
    case QueryMatch::Exact:
        return value.text.isEmpty() ? MaybeCondition() : isOneOf(text, {value.text});
    case QueryMatch::Regex:
        break;
    }
    return {};
}

/// \p value is \p text as a whole: see QueryMatcher::isWhole().
MaybeCondition isWhole(RowText text, const QueryValue &value)
{
    const bool isSaid = value.match == QueryMatch::Contains && !value.text.isEmpty() &&
                        std::ranges::all_of(value.text, isFirm);
    return isSaid ? isFolded(text, searchFolded(value.text)) : isIn(text, value);
}

/// \p value is a word of the API: see QueryMatcher::isWord().
MaybeCondition isWord(RowText text, QueryField field, const QueryValue &value)
{
    if (value.match != QueryMatch::Contains)
        return isIn(text, value);
    if (knownWord(field, value.text))
        return anyOf({});
    return containsParts(text, value.text, u"-_ ");
}

/// A word of the image, which may reach from one of its parts into another.
MaybeCondition isInImage(const QueryValue &value)
{
    const QStringList parts = searchableParts(value.text, u"/:");
    if (value.match == QueryMatch::Regex || parts.isEmpty())
        return {};
    std::vector<RowCondition> ends;
    for (const EndTexts &end : {sourceTexts, targetTexts}) {
        std::vector<RowCondition> all;
        for (const QString &part : parts) {
            all.push_back(anyOf({containsFolded(end.repoNamespace, part),
                                 containsFolded(end.repo, part), containsFolded(end.tag, part)}));
        }
        ends.push_back(allOf(std::move(all)));
    }
    return anyOf(std::move(ends));
}

template<typename Value>
RowCondition isRead(RowText text, Value value)
{
    std::vector<RowCondition> names;
    for (const QString &name : wireNames(value))
        names.push_back(isFolded(text, searchFolded(name)));
    return anyOf(std::move(names));
}

/// Of those that are known, in the API's own case. For what it is not: others are read as one of
/// them too.
QStringList knownStatusNames()
{
    QStringList names;
    for (const SyncTaskStatus status : shownStatuses)
        names += wireNames(status);
    return names;
}

QStringList statusNamesWhere(bool (*isMeant)(SyncTaskStatus))
{
    QStringList names;
    for (const SyncTaskStatus status : shownStatuses) {
        if (isMeant(status))
            names += wireNames(status);
    }
    return names;
}

RowCondition hasStatus(SyncTaskStatus status)
{
    if (status == SyncTaskStatus::Unknown)
        return notThat(isOneOf(RowText::Status, knownStatusNames()));
    return isRead(RowText::Status, status);
}

/// Those of \p states that a status decides; the statuses of the others.
bool mayBeInState(QueryState state, SyncTaskStatus status)
{
    switch (state) {
    case QueryState::Failed:
    case QueryState::Repaired:
    case QueryState::Acknowledged:
        return status == SyncTaskStatus::Error;
    case QueryState::Running:
        return status == SyncTaskStatus::Synchronizing;
    case QueryState::Waiting:
        return status == SyncTaskStatus::Pending;
    case QueryState::Cancelled:
        return status == SyncTaskStatus::Canceled;
    case QueryState::Done:
        return status == SyncTaskStatus::Success;
    case QueryState::Active:
        return !isFinished(status);
    case QueryState::Finished:
        return isFinished(status);
    case QueryState::Stuck:
        return isUnderWay(status);
    case QueryState::Latest:
        return true;
    }
    return true;
}

void narrow(std::optional<qint64> &begin, qint64 ms)
{
    begin = begin ? std::max(*begin, ms) : ms;
}
void narrowEnd(std::optional<qint64> &end, qint64 ms)
{
    end = end ? std::min(*end, ms) : ms;
}

/// Makes the plan, a condition after the other.
class Narrowing final {
public:
    explicit Narrowing(const TaskFilterPlan &plan) : m_plan(plan) {}

    SearchPlan make()
    {
        const std::vector<QueryTerm> &terms = m_plan.query().terms;
        std::vector<RowCondition> all = rangeConditions();
        for (std::size_t i = 0; i < terms.size(); ++i) {
            MaybeCondition condition = terms[i].negated ? excluded(terms[i], Bits{1} << i)
                                                        : wanted(terms[i], Bits{1} << i);
            if (condition)
                all.push_back(std::move(*condition));
            else
                m_result.openTerms.push_back(i);
        }
        m_result.question.condition = allOf(std::move(all));
        return std::move(m_result);
    }

private:
    // What is wanted

    MaybeCondition wanted(const QueryTerm &term, Bits bit)
    {
        switch (term.field) {
        case QueryField::Text:
            return wantedAnywhere(term, bit);
        case QueryField::Status:
            return wantedStatus(term, bit);
        case QueryField::Cause:
            return wantedCause(term, bit);
        case QueryField::Trigger:
            return wantedTrigger(term, bit);
        case QueryField::Namespace:
            return wantedIn(term, {RowText::SourceNamespace, RowText::TargetNamespace});
        case QueryField::Repo:
            return wantedIn(term, {RowText::SourceRepo, RowText::TargetRepo});
        case QueryField::Tag:
            return wantedIn(term, {RowText::SourceTag, RowText::TargetTag});
        case QueryField::Batch:
            return wantedIn(term, {RowText::Batch});
        case QueryField::Id:
            return wantedIn(term, {RowText::Id});
        case QueryField::Image:
            return forAnyValue(term, &isInImage);
        case QueryField::Rule:
            return anyOfAll({wantedIn(term, {RowText::Rule}),
                             isNamed(bit, m_plan.context().names.rules, {RowText::Rule})});
        case QueryField::Instance:
            return anyOfAll({wantedIn(term, {RowText::Instance}),
                             isNamed(bit, m_plan.context().names.instances, {RowText::Instance})});
        case QueryField::From:
            return wantedAt(sourceTexts, term, bit);
        case QueryField::To:
            return wantedAt(targetTexts, term, bit);
        case QueryField::Route:
            return wantedRoute(bit);
        case QueryField::Since:
        case QueryField::Until:
        case QueryField::Age:
        case QueryField::Duration:
        case QueryField::Is:
        case QueryField::Cross:
        case QueryField::Accelerated:
            return wantedNumber(bit);
        }
        return {};
    }

    static MaybeCondition wantedIn(const QueryTerm &term, std::initializer_list<RowText> texts)
    {
        return forAnyValue(term, [texts](const QueryValue &value) {
            std::vector<MaybeCondition> any;
            for (const RowText text : texts)
                any.push_back(isIn(text, value));
            return anyOfAll(std::move(any));
        });
    }

    /// One of \p texts is an id of which the name is wanted.
    [[nodiscard]] MaybeCondition isNamed(Bits bit, const QHash<QString, QString> &names,
                                         std::initializer_list<RowText> texts) const
    {
        QStringList ids;
        for (auto name = names.cbegin(); name != names.cend(); ++name) {
            const auto isMeant = [&name](const QueryMatcher &matcher) {
                return matcher.isIn(name.value());
            };
            if (!name.key().isEmpty() && m_plan.bitsWhere(bit, isMeant) != 0)
                ids << name.key();
        }
        if (ids.size() > mostNames)
            return {};
        ids.sort();
        std::vector<RowCondition> any;
        for (const RowText text : texts) {
            if (!ids.isEmpty())
                any.push_back(isOneOf(text, ids));
        }
        return anyOf(std::move(any));
    }

    /// The regions of which \p isMeant says it of the place.
    template<typename Match>
    [[nodiscard]] static RowCondition isRegionWhere(RowText text, const Match &isMeant)
    {
        QStringList ids;
        for (const Region &region : knownRegions()) {
            const QString id = region.id.toString();
            if (isMeant(placeName(id)))
                ids << id;
        }
        return ids.isEmpty() ? anyOf({}) : isOneOf(text, ids);
    }

    MaybeCondition wantedAt(const EndTexts &end, const QueryTerm &term, Bits bit) const
    {
        const auto isPlace = [&](const QString &place) {
            return m_plan.bitsWhere(bit, [&place](const QueryMatcher &matcher) {
                return matcher.isWhole(place);
            }) != 0;
        };
        return anyOfAll(
            {forAnyValue(
                 term,
                 [&end](const QueryValue &value) {
                     return anyOfAll({isWhole(end.region, value), isIn(end.instance, value)});
                 }),
             isRegionWhere(end.region, isPlace),
             isNamed(bit, m_plan.context().names.instances, {end.instance})});
    }

    [[nodiscard]] RowCondition wantedRoute(Bits bit) const
    {
        std::vector<RowCondition> routes;
        for (const TaskFilterPlan::Route &route : m_plan.routes()) {
            if (route.bit == bit)
                routes.push_back(allOf({isRegion(RowText::SourceRegion, route.from),
                                        isRegion(RowText::TargetRegion, route.to)}));
        }
        return anyOf(std::move(routes));
    }

    /// \p word is its id or its place. Every row where it cannot be said.
    static RowCondition isRegion(RowText text, const QString &word)
    {
        const MaybeCondition isId = isWhole(text, {.text = word});
        if (!isId)
            return {};
        return anyOf({*isId, isRegionWhere(text, [&word](const QString &place) {
                          return word.compare(place, Qt::CaseInsensitive) == 0;
                      })});
    }

    [[nodiscard]] std::vector<RowCondition> wantedStatuses(Bits bit) const
    {
        std::vector<RowCondition> any;
        for (const SyncTaskStatus status : shownStatuses) {
            if ((m_plan.wanting(status) & bit) != 0)
                any.push_back(hasStatus(status));
        }
        return any;
    }

    [[nodiscard]] MaybeCondition wantedStatus(const QueryTerm &term, Bits bit) const
    {
        std::vector<RowCondition> any = wantedStatuses(bit);
        any.push_back(forAnyValue(term, [](const QueryValue &value) {
                          return isWord(RowText::Status, QueryField::Status, value);
                      }).value_or(hasStatus(SyncTaskStatus::Unknown)));
        return anyOf(std::move(any));
    }

    [[nodiscard]] MaybeCondition wantedTrigger(const QueryTerm &term, Bits bit) const
    {
        std::vector<RowCondition> any;
        QStringList known;
        for (const TaskTrigger trigger : valuesOf(QueryField::Trigger, &triggerFromQueryWord)) {
            known += wireNames(trigger);
            if (trigger != TaskTrigger::Unknown && (m_plan.wanting(trigger) & bit) != 0)
                any.push_back(isRead(RowText::Trigger, trigger));
        }
        const RowCondition isUnknown = notThat(isOneOf(RowText::Trigger, known));
        if ((m_plan.wanting(TaskTrigger::Unknown) & bit) != 0)
            any.push_back(isUnknown);
        any.push_back(forAnyValue(term, [](const QueryValue &value) {
                          return isWord(RowText::Trigger, QueryField::Trigger, value);
                      }).value_or(isUnknown));
        return anyOf(std::move(any));
    }

    [[nodiscard]] std::vector<RowCondition> wantedIssues(Bits bit) const
    {
        std::vector<RowCondition> any;
        for (const TaskIssue issue : valuesOf(QueryField::Cause, &issueFromQueryWord)) {
            if ((m_plan.wanting(issue) & bit) != 0)
                any.push_back(isRead(RowText::Issue, issue));
        }
        return any;
    }

    /// Only what failed has a cause.
    [[nodiscard]] MaybeCondition wantedCause(const QueryTerm &term, Bits bit) const
    {
        std::vector<RowCondition> any = wantedIssues(bit);
        any.push_back(forAnyValue(term, [](const QueryValue &value) {
                          return isWord(RowText::Issue, QueryField::Cause, value);
                      }).value_or(RowCondition{}));
        return allOf({hasStatus(SyncTaskStatus::Error), anyOf(std::move(any))});
    }

    /// Without a field: all that TaskFilterPlan::addBareTerm() names.
    [[nodiscard]] MaybeCondition wantedAnywhere(const QueryTerm &term, Bits bit) const
    {
        const auto isPlace = [&](const QString &place) {
            return m_plan.bitsWhere(bit, [&place](const QueryMatcher &matcher) {
                return matcher.isIn(place);
            }) != 0;
        };
        const QueryNames &names = m_plan.context().names;
        const MaybeCondition ofIssue = wantedIn(term, {RowText::Issue});
        if (!ofIssue)
            return {};
        std::vector<RowCondition> ofFailed = wantedIssues(bit);
        ofFailed.push_back(*ofIssue);
        std::vector<MaybeCondition> any = {
            forAnyValue(term, &isInImage),
            wantedIn(term,
                     {RowText::Rule, RowText::Instance, RowText::Status, RowText::SourceRegion,
                      RowText::TargetRegion, RowText::SourceInstance, RowText::TargetInstance}),
            // The filter finds a named id wherever it stands as one of these.
            isNamed(bit, names.rules,
                    {RowText::Rule, RowText::Instance, RowText::SourceTag, RowText::TargetTag,
                     RowText::Status, RowText::Issue}),
            isNamed(bit, names.instances,
                    {RowText::Rule, RowText::Instance, RowText::SourceTag, RowText::TargetTag,
                     RowText::Status, RowText::Issue, RowText::SourceInstance,
                     RowText::TargetInstance}),
            isRegionWhere(RowText::SourceRegion, isPlace),
            isRegionWhere(RowText::TargetRegion, isPlace),
            allOf({hasStatus(SyncTaskStatus::Error), anyOf(std::move(ofFailed))}),
            anyOf(wantedStatuses(bit)),
        };
        if ((m_plan.on(QueryField::Id) & bit) != 0)
            any.push_back(wantedIn(term, {RowText::Batch, RowText::Id}));
        return anyOfAll(std::move(any));
    }

    MaybeCondition wantedNumber(Bits bit)
    {
        for (const TaskFilterPlan::NumberTerm &number : m_plan.numbers()) {
            if (number.bit == bit)
                return number.values.empty() ? anyOf({}) : wantedNumber(number);
        }
        return {};
    }

    MaybeCondition wantedNumber(const TaskFilterPlan::NumberTerm &number)
    {
        const qint64 smallest = *std::ranges::min_element(number.values);
        const qint64 largest = *std::ranges::max_element(number.values);
        ScanQuestion &question = m_result.question;
        if (number.field == QueryField::Since) {
            narrow(question.either.beginMs, smallest);
            return RowCondition{};
        }
        if (number.field == QueryField::Until) {
            narrowEnd(question.either.endMs, largest);
            return RowCondition{};
        }
        if (number.field == QueryField::Age) {
            if (number.sign == QueryTerm::Sign::MoreThan)
                narrowEnd(question.effective.endMs, m_plan.nowMs() - smallest);
            else
                narrow(question.effective.beginMs, m_plan.nowMs() - largest + 1);
            return hasFlag(RowFlag::CreatedGiven, true);
        }
        if (number.field == QueryField::Is)
            return wantedStates(number.values);
        return wantedFlags(number);
    }

    static MaybeCondition wantedStates(const std::vector<qint64> &states)
    {
        std::vector<RowCondition> any;
        for (const SyncTaskStatus status : shownStatuses) {
            if (std::ranges::any_of(states, [status](qint64 state) {
                    return mayBeInState(static_cast<QueryState>(state), status);
                }))
                any.push_back(hasStatus(status));
        }
        return any.size() == shownStatuses.size() ? MaybeCondition() : anyOf(std::move(any));
    }

    static MaybeCondition wantedFlags(const TaskFilterPlan::NumberTerm &number)
    {
        if (number.field != QueryField::Cross && number.field != QueryField::Accelerated)
            return {};
        const RowFlag flag =
            number.field == QueryField::Cross ? RowFlag::CrossUser : RowFlag::Accelerated;
        std::vector<RowCondition> any;
        for (const qint64 value : number.values)
            any.push_back(hasFlag(flag, value != 0));
        return anyOf(std::move(any));
    }

    // What is not wanted: rows are left out that certainly have it.

    [[nodiscard]] MaybeCondition excluded(const QueryTerm &term, Bits bit) const
    {
        std::vector<RowCondition> certain;
        switch (term.field) {
        case QueryField::Status:
            certain = certainStatuses(m_plan, bit);
            addExact(certain, term, {RowText::Status});
            break;
        case QueryField::Trigger:
            for (const TaskTrigger trigger : valuesOf(QueryField::Trigger, &triggerFromQueryWord)) {
                const QStringList names = wireNames(trigger);
                if ((m_plan.wanting(trigger) & bit) != 0 && !names.isEmpty())
                    certain.push_back(isOneOf(RowText::Trigger, names));
            }
            addExact(certain, term, {RowText::Trigger});
            break;
        case QueryField::Cause:
            for (const TaskIssue issue : valuesOf(QueryField::Cause, &issueFromQueryWord)) {
                if ((m_plan.wanting(issue) & bit) != 0)
                    certain.push_back(
                        allOf({isOneOf(RowText::Status, wireNames(SyncTaskStatus::Error)),
                               isOneOf(RowText::Issue, wireNames(issue))}));
            }
            break;
        case QueryField::Namespace:
            addExact(certain, term, {RowText::SourceNamespace, RowText::TargetNamespace});
            break;
        case QueryField::Repo:
            addExact(certain, term, {RowText::SourceRepo, RowText::TargetRepo});
            break;
        case QueryField::Tag:
            addExact(certain, term, {RowText::SourceTag, RowText::TargetTag});
            break;
        case QueryField::Rule:
            addExact(certain, term, {RowText::Rule});
            break;
        case QueryField::Batch:
            addExact(certain, term, {RowText::Batch});
            break;
        case QueryField::Instance:
            addExact(certain, term, {RowText::Instance});
            break;
        case QueryField::Id:
            addExact(certain, term, {RowText::Id});
            break;
        case QueryField::Is:
        case QueryField::Cross:
        case QueryField::Accelerated:
            certain = certainNumbers(bit);
            break;
        case QueryField::Text:
        case QueryField::Image:
        case QueryField::From:
        case QueryField::To:
        case QueryField::Route:
        case QueryField::Since:
        case QueryField::Until:
        case QueryField::Age:
        case QueryField::Duration:
            break;
        }
        if (certain.empty())
            return {};
        return notThat(anyOf(std::move(certain)));
    }

    static void addExact(std::vector<RowCondition> &certain, const QueryTerm &term,
                         std::initializer_list<RowText> texts)
    {
        QStringList words;
        for (const QueryValue &value : term.values) {
            if (value.match == QueryMatch::Exact && isStorable(value.text))
                words << value.text;
        }
        for (const RowText text : texts) {
            if (!words.isEmpty())
                certain.push_back(isOneOf(text, words));
        }
    }

    static std::vector<RowCondition> certainStatuses(const TaskFilterPlan &plan, Bits bit)
    {
        std::vector<RowCondition> certain;
        for (const SyncTaskStatus status : shownStatuses) {
            const QStringList names = wireNames(status);
            if ((plan.wanting(status) & bit) != 0 && !names.isEmpty())
                certain.push_back(isOneOf(RowText::Status, names));
        }
        return certain;
    }

    [[nodiscard]] std::vector<RowCondition> certainNumbers(Bits bit) const
    {
        std::vector<RowCondition> certain;
        for (const TaskFilterPlan::NumberTerm &number : m_plan.numbers()) {
            if (number.bit != bit)
                continue;
            if (number.field != QueryField::Is) {
                if (MaybeCondition flags = wantedFlags(number))
                    certain.push_back(std::move(*flags));
                continue;
            }
            for (const qint64 value : number.values)
                addState(certain, static_cast<QueryState>(value));
        }
        return certain;
    }

    static void addState(std::vector<RowCondition> &certain, QueryState state)
    {
        if (!isOfStatusAlone(state))
            return;
        for (const SyncTaskStatus status : shownStatuses) {
            const QStringList names = wireNames(status);
            if (mayBeInState(state, status) && !names.isEmpty())
                certain.push_back(isOneOf(RowText::Status, names));
        }
    }

    /// Of the chosen range: see TimeRange. A task without a time belongs to each, and so does one
    /// of 1970, which is read as one without.
    [[nodiscard]] std::vector<RowCondition> rangeConditions() const
    {
        std::vector<RowCondition> all;
        const TimeRange &range = m_plan.range();
        const RowCondition isWithoutTime =
            anyOf({notThat(hasFlag(RowFlag::CreatedGiven, true)), isBelow(RowTime::Effective, 1)});
        if (range.endMs) {
            all.push_back(anyOf({isBelow(RowTime::Effective, *range.endMs),
                                 isBelow(RowTime::Changed, *range.endMs), isWithoutTime}));
        }
        if (range.beginMs) {
            const QStringList finished =
                statusNamesWhere([](SyncTaskStatus status) { return isFinished(status); });
            all.push_back(anyOf({isAtLeast(RowTime::Effective, *range.beginMs),
                                 isAtLeast(RowTime::Changed, *range.beginMs), isWithoutTime,
                                 notThat(isOneOf(RowText::Status, finished))}));
        }
        return all;
    }

    const TaskFilterPlan &m_plan;
    SearchPlan m_result{};
};

} // namespace

SearchPlan searchPlan(const TaskFilterPlan &plan)
{
    return Narrowing(plan).make();
}

bool restsOnOtherTasks(const TaskQuery &query)
{
    const auto isSpokenOf = [&query](QueryState state) { return speaksOf(query, state); };
    return restsOnNotes(query) ||
           std::ranges::any_of(
               std::array{QueryState::Latest, QueryState::Repaired, QueryState::Stuck}, isSpokenOf);
}

bool restsOnNotes(const TaskQuery &query)
{
    return speaksOf(query, QueryState::Acknowledged);
}

QStringList searchableParts(const QString &word, QStringView separators)
{
    QStringList parts;
    QString part;
    const auto endPart = [&] {
        if (!part.isEmpty() && !parts.contains(part))
            parts << part;
        part.clear();
    };
    for (const QChar c : word) {
        if (isFirm(c) && !separators.contains(c))
            part += searchFolded(c);
        else
            endPart();
    }
    endPart();
    return parts;
}
