#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

/// A word that is looked for in UTF-8 without regard to case.
class SearchWord final {
public:
    explicit SearchWord(const QString &word);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isIn(QByteArrayView utf8) const;
    [[nodiscard]] bool isIn(const QString &text) const;

private:
    QString m_text;
    QByteArray m_folded; // lower case; empty when the word is not ASCII
};

/// Order of texts for a person: without regard to (ASCII) case, numbers by their value, so that
/// 1.9 comes before 1.10. Below, at or above 0.
int compareNaturally(QByteArrayView a, QByteArrayView b);

/// What \p text begins with, as a number: where the numbers of two texts differ, the smaller one
/// comes first.
quint64 naturalKey(QByteArrayView text);
/// How many letters, none of them a digit, the texts have in common at their beginning.
qsizetype commonLetters(QByteArrayView a, QByteArrayView b);
