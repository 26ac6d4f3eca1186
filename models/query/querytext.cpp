#include "querytext.h"

#include "queryparser.h"
#include "querysigns.h"
#include "querywords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The text would be read as something else where it stood bare.
bool needsQuotes(const QString &text, QueryField field)
{
    if (text.isEmpty() || text.startsWith(u'/') || text.startsWith(u'"') || text.startsWith(u'='))
        return true;
    if (std::ranges::any_of(text, [](QChar c) { return c.isSpace(); }))
        return true;
    if (hasOtherSigns(text))
        return true;
    if (field != QueryField::Text)
        return text.contains(u',') || text.contains(u'|');
    if (text.startsWith(u'-') || text.startsWith(u'—') || text.startsWith(u'–') ||
        !queryOperator(text).isEmpty())
        return true;
    const auto sign = std::ranges::find_if(text, [](QChar c) { return !c.isLetter(); });
    return sign != text.end() && (*sign == u':' || *sign == u'<' || *sign == u'>');
}

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

QString regexText(const QString &pattern)
{
    // A slash of the pattern is escaped, unless it is so already.
    QString text;
    bool escaped = false;
    for (const QChar c : pattern) {
        if (c == u'/' && !escaped)
            text += u'\\';
        escaped = c == u'\\' && !escaped;
        text += c;
    }
    return u'/' + text + u'/';
}

QString valueText(const QueryValue &value, QueryField field)
{
    if (value.match == QueryMatch::Regex)
        return regexText(value.text);
    const QString text = needsQuotes(value.text, field) ? quoted(value.text) : value.text;
    return value.match == QueryMatch::Exact ? u'=' + text : text;
}

} // namespace

QString queryText(const QueryTerm &term)
{
    QString text = term.negated ? u"-"_s : QString();
    if (term.field != QueryField::Text) {
        text += queryFieldName(term.field);
        text += term.sign == QueryTerm::Sign::Equals     ? u':'
                : term.sign == QueryTerm::Sign::MoreThan ? u'>'
                                                         : u'<';
    }
    QStringList values;
    for (const QueryValue &value : term.values)
        values << valueText(value, term.field);
    return text + values.join(u',');
}

QString queryText(const TaskQuery &query)
{
    QStringList terms;
    for (const QueryTerm &term : query.terms)
        terms << queryText(term);
    return terms.join(u' ');
}
