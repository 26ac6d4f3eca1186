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
