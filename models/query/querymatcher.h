#pragma once

#include "limitedregex.h"
#include "taskquery.h"
#include "textmatch.h"

#include <vector>

/// Compares texts with the values of one condition. A regular expression that takes too long over
/// one text is not tried again: see hasGivenUp().
class QueryMatcher final {
public:
    explicit QueryMatcher(const QueryTerm &term);

    /// One of the values is in \p text.
    [[nodiscard]] bool isIn(QByteArrayView utf8) const;
    [[nodiscard]] bool isIn(const QString &text) const;
    /// One of the values is \p text as a whole: without regard to case, but for exact ones.
    [[nodiscard]] bool isWhole(const QString &text) const;
    /// \p utf8 is a word of the API that one of the values asks for: as a whole, without regard to
    /// case and to "-" and "_". A word of the query language asks for what it means, not for this.
    [[nodiscard]] bool isWord(QByteArrayView utf8) const;
    /// Some value can only be compared with a whole: an exact one or a regular expression.
    [[nodiscard]] bool needsWhole() const { return m_needsWhole; }
    /// A text was not decided: then nothing that this says is an answer.
    [[nodiscard]] bool hasGivenUp() const { return m_hasGivenUp; }

private:
    struct Value {
        QueryValue asked{};
        SearchWord word;
        QByteArray exact{}; ///< UTF-8
        LimitedRegex regex{};
        bool isForeign = false; ///< no word of the query language: see isWord()
    };
    [[nodiscard]] bool isIn(const Value &value, const QString &text) const;

    std::vector<Value> m_values;
    bool m_needsWhole = false;
    mutable bool m_hasGivenUp = false;
};
