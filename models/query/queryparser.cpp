#include "queryparser.h"

#include "querysigns.h"
#include "querytime.h"
#include "querywords.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
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

bool isTime(QueryField field)
{
    return field == QueryField::Since || field == QueryField::Until || field == QueryField::Age ||
           field == QueryField::Duration;
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
            refuseOperator(query.terms, begin);
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
    [[nodiscard]] QChar raw() const { return atEnd() ? QChar() : m_text[m_at]; }
    [[nodiscard]] QChar peek() const { return querySign(raw()); }
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
        term.negated = takeMinus();
        if (term.negated && atBoundary())
            fail(Kind::NothingToNegate, begin, m_at);
        readField(term);
        readValues(term);
        return term;
    }

    /// Also a dash: some keyboards give that, or two of them.
    bool takeMinus()
    {
        bool isDash = false;
        while (raw() == u'—' || raw() == u'–') {
            isDash = true;
            ++m_at;
        }
        return isDash || take(u'-');
    }

    /// "failed OR running" would be three words that all must occur. In small letters only between
    /// others: it may be the beginning of a word that is being typed.
    void refuseOperator(const std::vector<QueryTerm> &terms, qsizetype begin)
    {
        const QString word = m_text.mid(begin, m_at - begin);
        const QString meant = queryOperator(word);
        if (meant.isEmpty() || terms.back().field != QueryField::Text)
            return;
        const bool isTyped = word == word.toLower() && word != word.toUpper();
        const bool isBetween =
            terms.size() > 1 && !QStringView(m_text).sliced(m_at).trimmed().isEmpty();
        if (!isTyped || isBetween)
            fail(Kind::NoOperator, begin, m_at, meant);
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
        const std::optional<Sign> sign = signOf(querySign(m_text[end]));
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
            useOneSpelling(term.field, value);
            check(term, value, begin);
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
            value.text = wordFrom(wordBegin, field);
            if (value.text.isEmpty())
                fail(Kind::NoValue, begin, m_at);
        }
        return value;
    }

    /// With full-width signs as ASCII ones.
    QString wordFrom(qsizetype begin, QueryField field)
    {
        QString word = m_text.mid(begin, m_at - begin);
        std::ranges::transform(word, word.begin(), querySign);
        // Else the word of an unknown status could be meant, which no task has.
        const qsizetype bar = field == QueryField::Text ? -1 : word.indexOf(u'|');
        if (bar >= 0)
            fail(Kind::NoOperator, begin + bar, begin + bar + 1, u"or"_s);
        return word;
    }

    /// Whether \p sign stands here, which ends what began with the character \p opening: inside
    /// ASCII marks full-width ones are a part of the text.
    [[nodiscard]] bool isClosed(QChar sign, QChar opening) const
    {
        return (opening == sign ? raw() : peek()) == sign;
    }

    void readQuoted(QueryValue &value)
    {
        const qsizetype begin = m_at;
        const QChar opening = raw();
        ++m_at;
        while (!atEnd() && !isClosed(u'"', opening)) {
            if (raw() == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            value.text += m_text[m_at++];
        }
        if (!take(u'"'))
            fail(Kind::UnclosedQuote, begin, m_text.size());
    }

    QueryValue readRegex()
    {
        const qsizetype begin = m_at;
        const QChar opening = raw();
        ++m_at;
        QueryValue value{.match = QueryMatch::Regex};
        while (!atEnd() && !isClosed(u'/', opening)) {
            if (raw() == u'\\' && m_text.mid(m_at + 1, 1) == u"/")
                ++m_at; // only the slash is ours, other escapes are the expression's
            else if (raw() == u'\\' && m_at + 1 < m_text.size())
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
        if (value.match != QueryMatch::Contains)
            return;
        if (const std::optional<QString> word = knownWord(field, value.text))
            value.text = *word;
        else if (isTime(field))
            value.text = value.text.normalized(QString::NormalizationForm_KC);
    }

    static std::optional<Kind> mistakeOf(QueryField field, const QueryValue &value)
    {
        const auto unless = [](bool known, Kind kind) {
            return known ? std::nullopt : std::optional(kind);
        };
        const QString &text = value.text;
        switch (field) {
        case QueryField::Since:
        case QueryField::Until:
            // Whether it is a time does not depend on when one asks.
            return unless(
                timeFromQuery(text, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), TimeEdge::Earliest)
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
        case QueryField::Status: // the cloud adds words of its own to these
        case QueryField::Cause:
        case QueryField::Trigger:
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

QString queryOperator(QStringView word)
{
    struct Operator {
        QStringView word;
        QStringView meaning;
    };
    static constexpr std::array operators = {
        Operator{u"or", u"or"},   Operator{u"|", u"or"},  Operator{u"||", u"or"},
        Operator{u"and", u"and"}, Operator{u"&", u"and"}, Operator{u"&&", u"and"},
        Operator{u"not", u"not"}, Operator{u"!", u"not"},
    };
    const auto known = std::ranges::find_if(operators, [word](const Operator &each) {
        return each.word.compare(word, Qt::CaseInsensitive) == 0;
    });
    return known == operators.end() ? QString() : known->meaning.toString();
}

tl::expected<TaskQuery, QueryError> parseQuery(const QString &text)
{
    return Reader(text).read();
}
