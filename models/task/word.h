#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

#include <span>

/// A word of the API's vocabulary. A cloud adds words without asking, so what it said is kept
/// beside what it means to us: an unknown word has the value Unknown and its own text, and a word
/// that was not given has an empty text.
template<typename Enum>
struct Word {
    Enum value = Enum::Unknown;
    QString text{};

    [[nodiscard]] bool isGiven() const { return !text.isEmpty(); }

    friend bool operator==(const Word &, const Word &) = default;
};

/// One line of a table of wire words.
template<typename Enum>
struct WireName {
    Enum value;
    QStringView name;
};

/// The word for \p text by \p table, without regard to case.
template<typename Enum>
Word<Enum> wordFromWire(std::span<const WireName<Enum>> table, const QString &text)
{
    for (const WireName<Enum> &known : table) {
        if (known.name.compare(text, Qt::CaseInsensitive) == 0)
            return {.value = known.value, .text = text};
    }
    return {.value = Enum::Unknown, .text = text};
}

/// The first name of \p value in \p table; empty when there is none.
template<typename Enum>
QString wireNameIn(std::span<const WireName<Enum>> table, Enum value)
{
    for (const WireName<Enum> &known : table) {
        if (known.value == value)
            return known.name.toString();
    }
    return {};
}

/// All names of \p value in \p table.
template<typename Enum>
QStringList wireNamesIn(std::span<const WireName<Enum>> table, Enum value)
{
    QStringList names;
    for (const WireName<Enum> &known : table) {
        if (known.value == value)
            names << known.name.toString();
    }
    return names;
}
