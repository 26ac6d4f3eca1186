#include "queryparser.h"

#include "querytime.h"
#include "querywords.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

using Kind = QueryError::Kind;
using Sign = QueryTerm::Sign;

bool isNameLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

std::optional<Sign> signOf(QChar c)
{
    switch (c.unicode()) {
    case u':':
        return Sign::Equals;
    case u'>':
        return Sign::MoreThan;
    case u'<':
        return Sign::LessThan;
    default:
        return {};
    }
}

/// How many letters must change to make \p b of \p a; short words only.
int distance(QStringView a, QStringView b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = static_cast<int>(i);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            const int change = diagonal + (a[i].toLower() == b[j].toLower() ? 0 : 1);
            diagonal = std::exchange(row[at], std::min({change, row[at] + 1, row[at - 1] + 1}));
        }
    }
    return row.back();
}

QString nearestField(QStringView name)
{
    constexpr int near = 2;
    constexpr qsizetype longestName = 20;
    QString nearest;
    int best = near + 1;
    if (name.size() > longestName)
        return {};
    for (const QueryFieldName &field : queryFieldNames()) {
        const int apart = distance(name, field.name);
        if (apart < best && apart < field.name.size()) {
            best = apart;
            nearest = field.name.toString();
        }
    }
    return nearest;
}

/// Reads one text from left to right; the first mistake ends it.
class Reader final {
public:
    explicit Reader(const QString &text) : m_text(text) {}

    tl::expected<TaskQuery, QueryError> read()
    {
        if (m_text.size() > maxQueryText)
            return tl::unexpected(error(Kind::TooLong, maxQueryText, m_text.size()));
        TaskQuery query;
        std::size_t values = 0;
        for (skipSpace(); !atEnd() && !m_error; skipSpace()) {
            const qsizetype begin = m_at;
            query.terms.push_back(readTerm());
            values += query.terms.back().values.size();
            if (values > TaskQuery::maxValues)
                fail(Kind::TooManyValues, begin, m_at);
        }
        if (m_error)
            return tl::unexpected(*m_error);
        return query;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    [[nodiscard]] bool atBoundary() const { return atEnd() || peek().isSpace(); }

    bool take(QChar c)
    {
        if (atEnd() || peek() != c)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (!atEnd() && peek().isSpace())
            ++m_at;
    }

    [[nodiscard]] QueryError error(Kind kind, qsizetype begin, qsizetype end) const
    {
        return {.kind = kind,
                .position = begin,
                .length = std::max(end - begin, qsizetype{1}),
                .word = m_text.mid(begin, end - begin).left(60)};
    }

    void fail(Kind kind, qsizetype begin, qsizetype end, const QString &hint = {})
    {
        if (m_error)
            return;
        m_error = error(kind, begin, end);
        m_error->hint = hint;
    }

    QueryTerm readTerm()
    {
        QueryTerm term;
        const qsizetype begin = m_at;
        term.negated = take(u'-');
        if (term.negated && atBoundary())
            fail(Kind::NothingToNegate, begin, m_at);
        readField(term);
        readValues(term);
        return term;
    }

    /// Behind the letters that begin here.
    [[nodiscard]] qsizetype nameEnd() const
    {
        qsizetype end = m_at;
        while (end < m_text.size() && isNameLetter(m_text[end]))
            ++end;
        return end;
    }

    /// A name with its colon or comparison; leaves the place where it was when there is none.
    void readField(QueryTerm &term)
    {
        const qsizetype begin = m_at;
        const qsizetype end = nameEnd();
        if (end == begin || end == m_text.size())
            return;
        const QStringView name = QStringView(m_text).sliced(begin, end - begin);
        const std::optional<QueryField> field = queryFieldFromName(name);
        const std::optional<Sign> sign = signOf(m_text[end]);
        if (!sign || (!field && *sign != Sign::Equals))
            return; // "a<b" is a word
        m_at = end + 1;
        if (!field)
            return fail(Kind::UnknownField, begin, end, nearestField(name));
        term.field = *field;
        term.sign = *sign;
        const bool compares = *field == QueryField::Age || *field == QueryField::Duration;
        if (compares != (*sign != Sign::Equals))
            fail(compares ? Kind::NoComparison : Kind::WrongComparison, begin, m_at);
    }

    void readValues(QueryTerm &term)
    {
        do {
            const qsizetype begin = m_at;
            QueryValue value = readValue(term.field);
            if (m_error)
                return;
            check(term, value, begin);
            useOneSpelling(term.field, value);
            term.values.push_back(std::move(value));
        } while (!m_error && term.field != QueryField::Text && take(u','));
    }

    QueryValue readValue(QueryField field)
    {
        const qsizetype begin = m_at;
        if (peek() == u'/')
            return readRegex();
        QueryValue value;
        if (field != QueryField::Text && take(u'='))
            value.match = QueryMatch::Exact;
        if (peek() == u'"') {
            readQuoted(value);
        } else {
            const qsizetype wordBegin = m_at;
            while (!atBoundary() && (field == QueryField::Text || peek() != u','))
                ++m_at;
            value.text = m_text.mid(wordBegin, m_at - wordBegin);
            if (value.text.isEmpty())
                fail(Kind::NoValue, begin, m_at);
        }
        return value;
    }

    void readQuoted(QueryValue &value)
    {
        const qsizetype begin = m_at;
        take(u'"');
        while (!atEnd() && peek() != u'"') {
            if (peek() == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            value.text += m_text[m_at++];
        }
        if (!take(u'"'))
            fail(Kind::UnclosedQuote, begin, m_text.size());
    }

    QueryValue readRegex()
    {
        const qsizetype begin = m_at;
        take(u'/');
        QueryValue value{.match = QueryMatch::Regex};
        while (!atEnd() && peek() != u'/') {
            if (peek() == u'\\' && m_text.mid(m_at + 1, 1) == u"/")
                ++m_at; // only the slash is ours, other escapes are the expression's
            else if (peek() == u'\\' && m_at + 1 < m_text.size())
                value.text += m_text[m_at++];
            value.text += m_text[m_at++];
        }
        if (!take(u'/'))
            fail(Kind::UnclosedRegex, begin, m_text.size());
        const QRegularExpression regex(value.text);
        if (!regex.isValid())
            fail(Kind::BadRegex, begin + 1 + std::max(regex.patternErrorOffset(), qsizetype{0}),
                 m_at, regex.errorString());
        return value;
    }

    /// That the value is one the field can have.
    void check(const QueryTerm &term, const QueryValue &value, qsizetype begin)
    {
        if (const std::optional<Kind> mistake = mistakeOf(term.field, value))
            fail(*mistake, begin, m_at,
                 *mistake == Kind::UnknownWord ? wordsOf(term.field).join(u", "_s) : QString());
    }

    /// So that queries that mean the same are the same, and a click finds what was typed.
    static void useOneSpelling(QueryField field, QueryValue &value)
    {
        if (field != QueryField::Cause || value.match != QueryMatch::Contains)
            return;
        if (const std::optional<TaskIssue> issue = issueFromQueryWord(value.text))
            value.text = queryWord(*issue);
    }

    static std::optional<Kind> mistakeOf(QueryField field, const QueryValue &value)
    {
        const auto unless = [](bool known, Kind kind) {
            return known ? std::nullopt : std::optional(kind);
        };
        const QString &text = value.text;
        switch (field) {
        case QueryField::Trigger:
            return unless(triggerFromQueryWord(text).has_value(), Kind::UnknownWord);
        case QueryField::Since:
        case QueryField::Until:
            // Whether it is a time does not depend on when one asks.
            return unless(
                timeFromQuery(text, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), DayEdge::Begin)
                    .has_value(),
                Kind::BadTime);
        case QueryField::Age:
        case QueryField::Duration:
            return unless(durationFromQuery(text).has_value(), Kind::BadDuration);
        case QueryField::Route: {
            const qsizetype arrow = text.indexOf(u'>');
            return unless(arrow > 0 && arrow + 1 < text.size(), Kind::BadRoute);
        }
        case QueryField::Is:
            return unless(stateFromQueryWord(text).has_value(), Kind::UnknownWord);
        case QueryField::Cross:
        case QueryField::Accelerated:
            return unless(boolFromQueryWord(text).has_value(), Kind::UnknownWord);
        case QueryField::Status: // the cloud adds words of its own: "=" takes any
            return unless(value.match != QueryMatch::Contains || statusFromQueryWord(text),
                          Kind::UnknownWord);
        case QueryField::Cause:
            return unless(value.match != QueryMatch::Contains || issueFromQueryWord(text),
                          Kind::UnknownWord);
        case QueryField::Text:
        case QueryField::Namespace:
        case QueryField::Repo:
        case QueryField::Tag:
        case QueryField::Image:
        case QueryField::Rule:
        case QueryField::Batch:
        case QueryField::From:
        case QueryField::To:
        case QueryField::Instance:
        case QueryField::Id:
            break;
        }
        return {};
    }

    const QString &m_text;
    qsizetype m_at = 0;
    std::optional<QueryError> m_error{};
};

} // namespace

tl::expected<TaskQuery, QueryError> parseQuery(const QString &text)
{
    return Reader(text).read();
}
