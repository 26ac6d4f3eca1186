#pragma once

#include <QRegularExpression>
#include <QString>

/// A regular expression that a person wrote. A match ends after a fixed number of steps: an
/// expression such as (a+)+b can take minutes over one name, and that is then not an answer.
class LimitedRegex final {
public:
    enum class Outcome : quint8 {
        NoMatch,
        Match,
        Undecided, ///< the limit was reached first
    };
    enum class Extent : quint8 { Anywhere, Whole };

    /// Matches nothing, as one that is not valid does.
    LimitedRegex() = default;
    explicit LimitedRegex(
        const QString &pattern,
        QRegularExpression::PatternOptions options = QRegularExpression::NoPatternOption,
        Extent extent = Extent::Anywhere);

    [[nodiscard]] Outcome match(const QString &text) const;

private:
    [[nodiscard]] Outcome matchWith(const QRegularExpression &regex, const QString &text) const;

    bool m_isValid = false;
    QRegularExpression m_cheap;    ///< ends early; decides nearly every text
    QRegularExpression m_thorough; ///< for the texts that \a m_cheap leaves open
    mutable int m_expensiveTexts = 0;
};
