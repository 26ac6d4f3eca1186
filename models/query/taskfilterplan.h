#pragma once

#include "querycontext.h"
#include "querymatcher.h"
#include "statuscounts.h"
#include "taskquery.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <bit>
#include <initializer_list>
#include <span>
#include <vector>

/// A query made ready for many tasks: which of its conditions look at which field of a task, and
/// what they compare it with. Sets of conditions are bits. Knows no task.
///
/// Conditions on namespace, repository, tag and image hold together at one end of the task: which
/// end the server means is not documented, and what it listed must not be hidden.
class TaskFilterPlan final {
public:
    using Bits = quint64; ///< one for each condition of the query

    /// Conditions, as they are from either end of a task.
    struct Sides {
        Bits bySource = 0;
        Bits byDestination = 0;

        void add(Sides more)
        {
            bySource |= more.bySource;
            byDestination |= more.byDestination;
        }
    };
    /// A word of the image across the colon of "namespace/repository:tag": what the parts end and
    /// begin with.
    struct JoinedWord {
        Bits bit = 0;
        QByteArray pathEnd{};
        QByteArray tagBegin{};
    };
    /// A condition that numbers decide.
    struct NumberTerm {
        Bits bit = 0;
        QueryField field = QueryField::Since;
        QueryTerm::Sign sign = QueryTerm::Sign::Equals;
        std::vector<qint64> values{}; ///< ms, a state, or 0 and 1
    };
    struct Route {
        Bits bit = 0; ///< of its condition
        QString from{};
        QString to{};
    };

    TaskFilterPlan(TaskQuery query, QueryContext context);

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    [[nodiscard]] const QueryContext &context() const { return m_context; }
    /// The chosen range where it is in force: unbounded where the query says since or until.
    [[nodiscard]] const TimeRange &range() const { return m_range; }
    [[nodiscard]] qint64 nowMs() const { return m_nowMs; }

    [[nodiscard]] Bits all() const { return m_all; }
    [[nodiscard]] Bits negated() const { return m_negated; }
    /// The conditions that name one of \p fields.
    [[nodiscard]] Bits naming(std::initializer_list<QueryField> fields) const;
    /// The conditions that look at \p field of a task: those that name it, and for most fields
    /// those that name none. Image: the namespace and repository, or the whole image.
    [[nodiscard]] Bits on(QueryField field) const { return m_on[indexOf(field)]; }
    [[nodiscard]] Bits onPath() const { return on(QueryField::Image) & ~m_onWholeImage; }
    [[nodiscard]] Bits onWholeImage() const { return m_onWholeImage; }
    /// Those that status, trigger and numbers decide, without any text of a task.
    [[nodiscard]] Bits onHotFields() const { return m_onHotFields; }

    /// What is found at one end of a task. Conditions that are not bound to an end, and negated
    /// ones, which neither end may have, are found from the other end too.
    [[nodiscard]] Sides atSource(Bits found) const { return {found, found & m_atEitherEnd}; }
    [[nodiscard]] Sides atDestination(Bits found) const { return {found & m_atEitherEnd, found}; }

    [[nodiscard]] Bits wanting(SyncTaskStatus status) const
    {
        return m_statuses[static_cast<std::size_t>(status)];
    }
    [[nodiscard]] Bits wanting(TaskTrigger trigger) const
    {
        return m_triggers[static_cast<std::size_t>(trigger)];
    }
    [[nodiscard]] Bits wanting(TaskIssue issue) const
    {
        return m_issues[static_cast<std::size_t>(issue)];
    }
    /// Some condition names a status, trigger, cause or number that the program knows.
    [[nodiscard]] bool wantsHotFields() const;

    [[nodiscard]] std::span<const NumberTerm> numbers() const { return m_numbers; }
    [[nodiscard]] std::span<const JoinedWord> joinedWords() const { return m_joinedWords; }
    [[nodiscard]] std::span<const Route> routes() const { return m_routes; }

    /// The conditions of \p among whose matcher \p match accepts.
    template<typename Match>
    [[nodiscard]] Bits bitsWhere(Bits among, const Match &match) const
    {
        Bits found = 0;
        for (Bits open = among; open != 0; open &= open - 1) {
            if (match(m_matchers[static_cast<std::size_t>(std::countr_zero(open))]))
                found |= open & (~open + 1);
        }
        return found;
    }
    /// The conditions that are not decided: see QueryMatcher::hasGivenUp().
    [[nodiscard]] Bits undecided() const
    {
        return m_withRegex == 0 ? 0 : bitsWhere(m_withRegex, [](const QueryMatcher &matcher) {
            return matcher.hasGivenUp();
        });
    }

private:
    static constexpr std::size_t fieldCount = static_cast<std::size_t>(QueryField::Accelerated) + 1;
    static constexpr std::size_t issueCount =
        static_cast<std::size_t>(TaskIssue::DataLengthExceeded) + 1;
    static constexpr std::size_t indexOf(QueryField field)
    {
        return static_cast<std::size_t>(field);
    }

    void addTerm(const QueryTerm &term, Bits bit);
    void addBareTerm(const QueryTerm &term, Bits bit);
    void addImageTerm(const QueryTerm &term, Bits bit);
    void addNumberTerm(const QueryTerm &term, Bits bit);
    void addRoutes(const QueryTerm &term, Bits bit);
    void lookUpStatuses(const QueryTerm &term, const QueryMatcher &matcher, Bits bit);
    void lookUpTriggers(const QueryTerm &term, const QueryMatcher &matcher, Bits bit);
    void lookUpIssues(const QueryTerm &term, const QueryMatcher &matcher, Bits bit);

    TaskQuery m_query;
    QueryContext m_context;
    TimeRange m_range;
    qint64 m_nowMs = 0;
    std::vector<QueryMatcher> m_matchers; // by condition
    std::vector<JoinedWord> m_joinedWords;
    std::vector<NumberTerm> m_numbers;
    std::vector<Route> m_routes;

    Bits m_all = 0;
    Bits m_negated = 0;
    Bits m_withRegex = 0;
    Bits m_atEitherEnd = 0;
    Bits m_onHotFields = 0;
    Bits m_onWholeImage = 0;
    std::array<Bits, fieldCount> m_on{};
    std::array<Bits, shownStatuses.size()> m_statuses{};
    std::array<Bits, 3> m_triggers{};
    std::array<Bits, issueCount> m_issues{};
};
