#pragma once

#include "operations.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <initializer_list>
#include <vector>

/// What a condition of a query looks at.
enum class QueryField : quint8 {
    Text, ///< no field named: image, route, cause, status, rule, instance and ids
    Status,
    Cause,
    Namespace,
    Repo,
    Tag,
    Image,
    Rule,
    Batch,
    Trigger,
    From,
    To,
    Route, ///< both regions at once, "from>to"
    Instance,
    Id,
    Since,
    Until,
    Age,
    Duration,
    Is,
    Cross,
    Accelerated,
};

/// How a value is compared with what a task has.
enum class QueryMatch : quint8 {
    Contains, ///< anywhere, without regard to case; words and regions as a whole
    Exact,    ///< the whole, with regard to case
    Regex,    ///< anywhere, without regard to case
};

struct QueryValue {
    QString text{};
    QueryMatch match = QueryMatch::Contains;

    friend bool operator==(const QueryValue &, const QueryValue &) = default;
};

/// One condition: any of its values, or none of them where it is negated.
struct QueryTerm {
    enum class Sign : quint8 { Equals, MoreThan, LessThan };

    QueryField field = QueryField::Text;
    bool negated = false;
    Sign sign = Sign::Equals; ///< for Age and Duration
    std::vector<QueryValue> values{};

    friend bool operator==(const QueryTerm &, const QueryTerm &) = default;
};

/// Which tasks the operator wants to see: all conditions hold. The query's text and the widgets
/// are two ways to write one; see queryparser.h for the language.
struct TaskQuery {
    static constexpr std::size_t maxValues =
        63; ///< of all conditions together; see TaskFilter::outsideRange

    std::vector<QueryTerm> terms{};

    /// The value that \p field must have, where exactly one condition says so; else empty.
    [[nodiscard]] QString exact(QueryField field) const;
    /// In the place of all conditions on \p field; an empty \p value leaves none.
    void setExact(QueryField field, const QString &value);

    /// The values that \p field may have, of all conditions on it that are not negated.
    [[nodiscard]] QStringList wanted(QueryField field) const;
    /// In the place of all conditions on \p field that are not negated.
    void setWanted(QueryField field, const std::vector<QueryValue> &values);
    [[nodiscard]] bool wants(QueryField field, const QueryValue &value) const;
    [[nodiscard]] bool excludes(QueryField field, const QueryValue &value) const;
    /// Takes \p value to what \p field may (or, if \p negated, may not) have, or away from it.
    void toggle(QueryField field, const QueryValue &value, bool negated = false);
    void remove(QueryField field);
    /// The conditions on one of \p fields alone.
    [[nodiscard]] TaskQuery only(std::initializer_list<QueryField> fields) const;
    /// What the server can be asked for: namespace, repository, tag and batch, where one is named
    /// exactly.
    [[nodiscard]] TaskQuery serverPart() const;

    /// Of all conditions together; see maxValues.
    [[nodiscard]] std::size_t valueCount() const;
    [[nodiscard]] bool has(QueryField field) const;
    [[nodiscard]] bool isEmpty() const { return terms.empty(); }
    /// Something narrows what the server is asked for.
    [[nodiscard]] bool narrowsServer() const { return !serverPart().isEmpty(); }
    /// Something narrows what is shown of the loaded tasks and no request can say.
    [[nodiscard]] bool narrowsLoaded() const;
    /// What it finds changes with time alone.
    [[nodiscard]] bool isMoving() const;

    friend bool operator==(const TaskQuery &, const TaskQuery &) = default;
};

/// The request that answers the server's part of \p query for \p instance, first page: namespace,
/// repository, tag and batch, where the query names one exactly.
ListSyncTasks serverPart(const TaskQuery &query, const InstanceRef &instance);
