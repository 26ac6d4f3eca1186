#pragma once

#include "latestresults.h"
#include "querymatcher.h"
#include "querynames.h"
#include "querywords.h"
#include "statuscounts.h"
#include "taskquery.h"
#include "taskstore.h"
#include "timerange.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <optional>
#include <span>
#include <vector>

/// What a query needs to know beside the tasks.
struct QueryContext {
    QDateTime now{};                        ///< for times that are counted from now
    TimeRange range{};                      ///< chosen; the query's own times take its place
    QueryNames names{};                     ///< found as ids are
    std::function<bool(TaskRow)> isStuck{}; ///< nothing is where it is not given
    /// What is latest and repaired; nothing where it is not given.
    const LatestResults *results = nullptr;
};

/// Answers a query over the store: texts are compared once for each distinct one, rows by integers
/// and bits, one for each condition. Made anew when the query or its context changes; sees texts
/// that come later.
///
/// Conditions on namespace, repository, tag and image hold together at one end of the task: which
/// end the server means is not documented, and what it listed must not be hidden.
class TaskFilter final {
public:
    using Bits = quint64; ///< one for each condition of the query
    /// Fails for tasks outside the chosen range, whatever else is ignored.
    static constexpr Bits outsideRange = Bits{1} << TaskQuery::maxValues;

    TaskFilter(const TaskStore &store, TaskQuery query, QueryContext context = {});

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    [[nodiscard]] const QueryContext &context() const { return m_context; }
    /// The chosen range where it is in force: unbounded where the query says since or until.
    [[nodiscard]] const TimeRange &range() const { return m_range; }
    [[nodiscard]] bool matches(TaskRow row) const;
    /// All matching rows, in the store's order; none once costlyTerm() is one.
    [[nodiscard]] std::vector<TaskRow> matchingRows() const;

    /// The first condition with a regular expression that took too long over a text of the store.
    /// Then no row matches, and that is not an answer. To be asked after rows were looked at.
    [[nodiscard]] const QueryTerm *costlyTerm() const;

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
    /// For all rows of the store: calls \p visit with the first of some and what fails for each of
    /// them. A row matches where nothing does from one of its ends.
    template<typename Visit>
    void visitBlocks(const Visit &visit) const
    {
        catchUp();
        const Columns columns = columnsToRead();
        std::array<Sides, TaskStore::block> failing;
        for (TaskRow first = 0; first < m_store.size(); first += TaskStore::block) {
            const std::span rows = std::span(failing).first(
                std::min<std::size_t>(TaskStore::block, m_store.size() - first));
            findFailing(first, rows, columns);
            visit(first, rows);
        }
    }
    using Places = std::array<quint32, TaskStore::block>;
    /// Which of a block fail nothing but what is to be \p ignored; how many those are. Without a
    /// branch: hits are scattered, and each that is not foreseen costs.
    static std::size_t passing(std::span<const Sides> failing, Bits ignored, Places &places)
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < failing.size(); ++i) {
            const auto passes = [ignored](Bits bits) {
                return static_cast<std::size_t>((bits & ~ignored) == 0);
            };
            places[count] = static_cast<quint32>(i);
            count += passes(failing[i].bySource) | passes(failing[i].byDestination);
        }
        return count;
    }
    /// The conditions on one of \p fields.
    [[nodiscard]] Bits conditionsOn(std::initializer_list<QueryField> fields) const;

private:
    static constexpr std::size_t issues =
        static_cast<std::size_t>(TaskIssue::DataLengthExceeded) + 1;

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
    struct TextFacts {
        Bits found = 0;     ///< the conditions of which a value is in the text
        Bits tagBegins = 0; ///< of joined words
    };
    struct PlaceFacts {
        Sides whenFrom{}; ///< what is found where a task comes from the place
        Sides whenTo{};
        Bits pathEnds = 0;
        Bits routesFrom = 0; ///< a bit for each of m_routes
        Bits routesTo = 0;
    };
    /// What has to be read of each task; what nothing was found in cannot decide.
    struct Columns {
        bool places = true;
        bool tags = true;
        bool heads = true;
        bool names = true; ///< rule and instance
        bool batches = true;
        bool rest = true; ///< what is seldom asked for: routes, whole images and ids
    };
    struct Route {
        Bits bit = 0; ///< of its condition
        QString from{};
        QString to{};
    };

    // taskfilterterms.cpp: from the query to bits
    void addTerm(const QueryTerm &term, Bits bit);
    void addTextTerm(const QueryTerm &term, Bits bit);
    void addNumberTerm(const QueryTerm &term, Bits bit);
    void addRoutes(const QueryTerm &term, Bits bit);
    void lookUpWords();
    void lookUpStatuses(const QueryTerm &term, const QueryMatcher &matcher, Bits bit);
    void lookUpTriggers(const QueryTerm &term, const QueryMatcher &matcher, Bits bit);
    void lookUpIssues(const QueryTerm &term, const QueryMatcher &matcher, Bits bit);
    void catchUp() const;
    void addNames(StringPool::Id firstNew, Bits among, const QHash<QString, QString> &names) const;
    [[nodiscard]] TextFacts factsOfText(QByteArrayView text) const;
    [[nodiscard]] PlaceFacts factsOfPlace(const ImagePlace &place) const;
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

    // taskfilterscan.cpp: many rows at once
    [[nodiscard]] Columns columnsToRead() const;
    [[nodiscard]] bool isFoundIn(TextUse use, Bits among) const;
    /// \p first and those after it, all in one block of the store.
    void findFailing(TaskRow first, std::span<Sides> failing, const Columns &columns) const;
    void findInPlaces(TaskRow first, std::span<Sides> found) const;
    void findInTags(TaskRow first, std::span<Sides> found) const;
    void findInTasks(TaskRow first, std::span<Sides> found, const Columns &columns) const;
    void findRest(TaskRow row, Sides &found) const;
    [[nodiscard]] Sides atSource(Bits found) const { return {found, found & m_eitherEnd}; }
    [[nodiscard]] Sides atDestination(Bits found) const { return {found & m_eitherEnd, found}; }

    /// The conditions that are not decided.
    [[nodiscard]] Bits undecided() const
    {
        return m_withRegex == 0 ? 0 : bitsWhere(m_withRegex, [](const QueryMatcher &matcher) {
            return matcher.hasGivenUp();
        });
    }

    // taskfilter.cpp: one row
    [[nodiscard]] bool isInRange(TaskRow row) const;
    [[nodiscard]] bool matchesNow(TaskRow row) const;
    [[nodiscard]] Bits byHead(TaskRow row) const;
    [[nodiscard]] Bits byNumbers(TaskRow row) const;
    [[nodiscard]] bool holds(const NumberTerm &term, TaskRow row) const;
    [[nodiscard]] bool isInState(QueryState state, TaskRow row) const;
    [[nodiscard]] Bits byRoute(const PlaceFacts &from, const PlaceFacts &to) const;
    [[nodiscard]] Bits byPlaceAndTag(quint32 place, StringPool::Id tag) const;
    [[nodiscard]] Bits byWholeImage(quint32 place, StringPool::Id tag) const;

    const TaskStore &m_store;
    TaskQuery m_query;
    QueryContext m_context;
    TimeRange m_range;
    std::vector<QueryMatcher> m_matchers; // by condition
    std::vector<JoinedWord> m_joinedWords;
    std::vector<NumberTerm> m_numbers;
    std::vector<Route> m_routes;

    Bits m_all = 0;
    Bits m_negated = 0;
    Bits m_withRegex = 0;
    Bits m_byHead = 0; // decided without looking at names and places
    Bits m_bare = 0;   // conditions without a field
    Bits m_eitherEnd = 0;
    Bits m_onPath = 0; // see factsOfPlace()
    Bits m_onNamespace = 0;
    Bits m_onRepo = 0;
    Bits m_onSource = 0;
    Bits m_onDestination = 0;
    Bits m_onTag = 0;
    Bits m_onRule = 0;
    Bits m_onBatch = 0;
    Bits m_onInstance = 0;
    Bits m_onStatus = 0;
    Bits m_onCause = 0;
    Bits m_onTrigger = 0;
    Bits m_onId = 0;
    Bits m_onWholeImage = 0;
    std::array<Bits, shownStatuses.size()> m_statuses{};
    std::array<Bits, 3> m_triggers{};
    std::array<Bits, issues> m_issues{};
    qint64 m_nowMs = 0;

    // What was found out so far; grows with the store.
    mutable std::vector<TextFacts> m_texts;
    mutable std::vector<Bits> m_batches;
    mutable std::vector<StringPool::Id> m_foundTexts; // those with something in them
    mutable std::vector<PlaceFacts> m_places;
    mutable Bits m_inPlaces = 0; // what was found in any
    mutable Bits m_inBatches = 0;
    mutable QHash<quint64, Bits> m_wholeImages; // by place and tag
};
