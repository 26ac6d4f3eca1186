#pragma once

#include "imageref.h"
#include "sqlitedatabase.h"

#include <QHash>

/// The places of an image, as numbers of texts.
struct HistoryPlace {
    qint64 instance = 0;
    qint64 region = 0;
    qint64 repoNamespace = 0;
    qint64 repo = 0;

    friend bool operator==(const HistoryPlace &, const HistoryPlace &) = default;
};

size_t qHash(const HistoryPlace &place, size_t seed = 0);

/// Names and words that tasks refer to by number, held in memory: they are few. The text that was
/// not given has the number 0, and so has the place of which nothing is known.
class HistoryTexts final {
public:
    explicit HistoryTexts(SqliteDatabase &database);

    /// Reads them all. Needed at first, and after a transaction was rolled back.
    void load();

    qint64 numberOf(const QString &text);
    qint64 placeNumberOf(const HistoryPlace &place);

    [[nodiscard]] QString text(qint64 number) const;
    [[nodiscard]] HistoryPlace place(qint64 number) const;
    /// Without the tag.
    [[nodiscard]] ImageRef imageRef(qint64 place) const;

private:
    SqliteDatabase &m_database;
    SqliteStatement m_addText;
    SqliteStatement m_addPlace;
    QHash<QString, qint64> m_numbers;
    QHash<qint64, QString> m_texts;
    QHash<HistoryPlace, qint64> m_placeNumbers;
    QHash<qint64, HistoryPlace> m_places;
};
