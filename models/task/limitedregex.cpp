#include "limitedregex.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Steps for each place in the text where a match can begin. PCRE2 takes some 2 ns for a step with
// its compiler, some 10 ns without.
constexpr int cheapSteps = 2'000;
constexpr int mostSteps = 20'000;
// So many texts may take more than cheapSteps: the sum over a million texts is limited too.
constexpr int mostExpensiveTexts = 300;

/// The settings that may stand at the very beginning of a pattern, as in "(*UCP)", and the rest.
/// Limits are left out of them: PCRE2 takes the last one given, so the pattern could raise ours.
std::pair<QString, QString> splitSettings(const QString &pattern)
{
    static const QRegularExpression setting(u"\\A\\(\\*([A-Z_]+)(?:=[0-9]+)?\\)"_s);
    QString settings;
    QString rest = pattern;
    for (auto found = setting.match(rest); found.hasMatch(); found = setting.match(rest)) {
        if (!found.captured(1).startsWith("LIMIT_"_L1))
            settings += found.captured(0);
        rest.remove(0, found.capturedLength(0));
    }
    return {settings, rest};
}

QRegularExpression limited(const QString &pattern, int steps,
                           QRegularExpression::PatternOptions options)
{
    QRegularExpression regex(u"(*LIMIT_MATCH=%1)"_s.arg(steps) + pattern, options);
    regex.optimize();
    return regex;
}

} // namespace

LimitedRegex::LimitedRegex(const QString &pattern, QRegularExpression::PatternOptions options,
                           Extent extent)
    // By itself: what is added below could make a whole of the halves of two groups.
    : m_isValid(QRegularExpression(pattern, options).isValid())
{
    if (!m_isValid)
        return;
    const auto [settings, rest] = splitSettings(pattern);
    const QString body =
        settings + (extent == Extent::Whole ? QRegularExpression::anchoredPattern(rest) : rest);
    m_cheap = limited(body, cheapSteps, options);
    m_thorough = limited(body, mostSteps, options);
}

LimitedRegex::Outcome LimitedRegex::match(const QString &text) const
{
    if (!m_isValid)
        return Outcome::NoMatch;
    const Outcome first = matchWith(m_cheap, text);
    if (first != Outcome::Undecided || m_expensiveTexts >= mostExpensiveTexts)
        return first;
    ++m_expensiveTexts;
    // A lone surrogate is an error of the text, not of the pattern.
    return matchWith(m_thorough, QString::fromUtf8(text.toUtf8()));
}

LimitedRegex::Outcome LimitedRegex::matchWith(const QRegularExpression &regex,
                                              const QString &text) const
{
    const QRegularExpressionMatch match = regex.match(text);
    if (!match.isValid())
        return Outcome::Undecided;
    return match.hasMatch() ? Outcome::Match : Outcome::NoMatch;
}
