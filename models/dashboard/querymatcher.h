#pragma once

#include "taskquery.h"
#include "textmatch.h"

#include <QRegularExpression>

#include <vector>

/// Compares texts with the values of one condition.
class QueryMatcher final {
public:
    explicit QueryMatcher(const QueryTerm &term);

    /// One of the values is in \p text.
    [[nodiscard]] bool isIn(QByteArrayView utf8) const;
    [[nodiscard]] bool isIn(const QString &text) const;
    /// One of the values is \p text as a whole: without regard to case, but for exact ones.
    [[nodiscard]] bool isWhole(const QString &text) const;
    /// Some value can only be compared with a whole: an exact one or a regular expression.
    [[nodiscard]] bool needsWhole() const { return m_needsWhole; }

private:
    struct Value {
        QueryValue asked{};
        SearchWord word;
        QByteArray exact{}; ///< UTF-8
        QRegularExpression regex{};
    };
    [[nodiscard]] static bool isIn(const Value &value, const QString &text);

    std::vector<Value> m_values;
    bool m_needsWhole = false;
};
