#include "redaction.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// What is replaced by what.
struct RedactionRule {
    QRegularExpression pattern;
    QString replacement;
};

QRegularExpression patternOf(const QString &text)
{
    QRegularExpression pattern(text, QRegularExpression::CaseInsensitiveOption |
                                         QRegularExpression::DotMatchesEverythingOption);
    pattern.optimize();
    return pattern;
}

QRegularExpression exactPatternOf(const QString &text)
{
    QRegularExpression pattern(text);
    pattern.optimize();
    return pattern;
}

// What in a name says so.
constexpr QStringView secretWords =
    u"(?:secret|token|passw|signature|access[_-]?key|authori[sz]ation|credential|private[_-]?key|"
    "api[_-]?key|session[_-]?key|cookie|x-amz-)";

std::array<RedactionRule, 10> makeRules()
{
    const QString name = u"[\\w.-]{0,40}"_s + secretWords.toString() + u"[\\w.-]{0,40}"_s;
    const QString mark = removedMark.toString();
    return {{
        {patternOf(u"-----BEGIN[A-Z ]*PRIVATE KEY-----.*?(?:-----END[A-Z ]*PRIVATE KEY-----|$)"_s),
         mark},
        // https://user:password@host, and the same without a scheme; an image has no password.
        {patternOf(u"(\\b[a-z][a-z0-9+.-]*://)[^\\s/@\"'<>]*@"_s), u"\\1"_s},
        {patternOf(u"\\b[\\w.%+-]+:[^\\s:@/\"'<>]{3,}@(?!sha\\d)(?=[\\w.-])"_s), mark + u'@'},
        // Of a header or a log: a word of small letters alone is one of a sentence.
        {exactPatternOf(u"\\b([Bb]earer|BEARER|[Bb]asic|BASIC|[Nn]egotiate|NTLM)[ +]+"
                        "(?=[a-z.]*[A-Z0-9+/=_-])[A-Za-z0-9._~+/=-]{6,}"_s),
         u"\\1 "_s + mark},
        // "Name": "value", also where the quotation marks are escaped
        {patternOf(u"(\\\\?[\"']"_s + name + u"\\\\?[\"']\\s*:\\s*\\\\?[\"'])[^\"'\\\\]+"_s),
         u"\\1"_s + mark},
        // name=value of a query, which may be a part of another one
        {patternOf(u"\\b("_s + name + u"(?:=|%3D)[\"']?)[^&\\s\"',;<>()]+"_s), u"\\1"_s + mark},
        // name: value of a header or of what was signed
        {patternOf(u"\\b("_s + name + u"\\s?:\\s?)(?!\\(removed)[^\\s\"',;<>(){}\\[\\]]{8,}"_s),
         u"\\1"_s + mark},
        {exactPatternOf(u"\\b(?:LTAI|(?:STS|TMP)\\.)[A-Za-z0-9.]{3,}"_s), mark},
        {exactPatternOf(u"\\bCAIS[A-Za-z0-9+/=%]{12,}"_s), mark},
        {exactPatternOf(u"\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?"_s), mark},
    }};
}

bool isKeyCharacter(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'+' || c == u'/' || c == u'=');
}

/// Letters and digits take turns in it as they do in no word.
bool isRandomRun(QStringView run)
{
    constexpr qsizetype shortestKey = 16;
    constexpr int fewestTurns = 3;
    int turns = 0;
    for (qsizetype i = 1; i < run.size(); ++i)
        turns += run[i].isDigit() != run[i - 1].isDigit() ? 1 : 0;
    return run.size() >= shortestKey && turns >= fewestTurns;
}

bool holdsRandomRun(QStringView text)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && isKeyCharacter(text[i]))
            continue;
        if (isRandomRun(text.sliced(begin, i - begin)))
            return true;
        begin = i + 1;
    }
    return false;
}

/// That of an instance is as random as a key, and of a shape that no key has. Source: acr-api.md,
/// section 1.1.
bool isInstanceId(const QString &word)
{
    static const QRegularExpression pattern =
        exactPatternOf(QRegularExpression::anchoredPattern(u"cri-[a-z0-9]{16}[,.;:]?"_s));
    return pattern.match(word).hasMatch();
}

bool isWordCharacter(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || u"._:-*"_s.contains(c));
}

} // namespace

QString redacted(QString text)
{
    static const std::array<RedactionRule, 10> rules = makeRules();
    for (const RedactionRule &rule : rules)
        text.replace(rule.pattern, rule.replacement);
    return text;
}

bool isSecretName(QStringView name)
{
    static const QRegularExpression pattern = patternOf(secretWords.toString());
    return pattern.match(name.toString()).hasMatch();
}

QString shownWord(const QString &word)
{
    constexpr qsizetype longestWord = 80;
    const bool isWord = word.size() <= longestWord && std::ranges::all_of(word, isWordCharacter) &&
                        redacted(word) == word;
    return isWord ? word : removedMark.toString();
}

QString shownName(const QString &name)
{
    constexpr qsizetype longestName = 80;
    if (isInstanceId(name) ||
        (name.size() <= longestName && !holdsRandomRun(name) && redacted(name) == name))
        return name;
    return u"(%1 characters that look like a key)"_s.arg(name.size());
}

QString withoutPastedKeys(const QString &text)
{
    static const QRegularExpression word = exactPatternOf(u"[^\\s'\"“”]+"_s);
    QString shown;
    qsizetype end = 0;
    for (auto match = word.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        shown += QStringView(text).sliced(end, found.capturedStart() - end);
        shown += shownName(found.captured());
        end = found.capturedEnd();
    }
    return shown + QStringView(text).sliced(end);
}
