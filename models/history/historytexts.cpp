#include "historytexts.h"

size_t qHash(const HistoryPlace &place, size_t seed)
{
    return qHashMulti(seed, place.instance, place.region, place.repoNamespace, place.repo);
}

HistoryTexts::HistoryTexts(SqliteDatabase &database)
    : m_database(database),
      m_addText(database, "INSERT INTO texts (text) VALUES (?)"),
      m_addPlace(database,
                 "INSERT INTO places (instance, region, namespace, repo) VALUES (?, ?, ?, ?)")
{
    load();
}

void HistoryTexts::load()
{
    m_numbers.clear();
    m_texts.clear();
    m_placeNumbers.clear();
    m_places.clear();
    SqliteStatement texts(m_database, "SELECT id, text FROM texts");
    while (texts.next()) {
        m_numbers.insert(texts.text(1), texts.number(0));
        m_texts.insert(texts.number(0), texts.text(1));
    }
    SqliteStatement places(m_database, "SELECT id, instance, region, namespace, repo FROM places");
    while (places.next()) {
        const HistoryPlace place{.instance = places.number(1),
                                 .region = places.number(2),
                                 .repoNamespace = places.number(3),
                                 .repo = places.number(4)};
        m_placeNumbers.insert(place, places.number(0));
        m_places.insert(places.number(0), place);
    }
}

qint64 HistoryTexts::numberOf(const QString &text)
{
    if (text.isEmpty())
        return 0;
    const auto known = m_numbers.constFind(text);
    if (known != m_numbers.cend())
        return *known;
    if (!m_addText.bind(0, text).run())
        return 0;
    const qint64 number = m_database.lastRowId();
    m_numbers.insert(text, number);
    m_texts.insert(number, text);
    return number;
}

qint64 HistoryTexts::placeNumberOf(const HistoryPlace &place)
{
    if (place == HistoryPlace{})
        return 0;
    const auto known = m_placeNumbers.constFind(place);
    if (known != m_placeNumbers.cend())
        return *known;
    m_addPlace.bind(0, place.instance).bind(1, place.region);
    m_addPlace.bind(2, place.repoNamespace).bind(3, place.repo);
    if (!m_addPlace.run())
        return 0;
    const qint64 number = m_database.lastRowId();
    m_placeNumbers.insert(place, number);
    m_places.insert(number, place);
    return number;
}

QString HistoryTexts::text(qint64 number) const
{
    return m_texts.value(number);
}

HistoryPlace HistoryTexts::place(qint64 number) const
{
    return m_places.value(number);
}

ImageRef HistoryTexts::imageRef(qint64 place) const
{
    const HistoryPlace parts = m_places.value(place);
    return {.instanceId = text(parts.instance),
            .regionId = text(parts.region),
            .repoNamespaceName = text(parts.repoNamespace),
            .repoName = text(parts.repo)};
}
