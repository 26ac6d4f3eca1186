#include "postgresrow.h"

QString storableText(QStringView text)
{
    return text.toString().replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
}

PostgresValues &PostgresValues::add(QStringView text)
{
    if (!text.isEmpty())
        return addNotNull(text);
    m_values.emplace_back();
    return *this;
}

PostgresValues &PostgresValues::addNotNull(QStringView text)
{
    m_values.emplace_back(storableText(text).toStdString());
    return *this;
}

PostgresValues &PostgresValues::add(qint64 number)
{
    m_values.emplace_back(std::to_string(number));
    return *this;
}

PostgresValues &PostgresValues::add(std::optional<qint64> number)
{
    if (number)
        return add(*number);
    m_values.emplace_back();
    return *this;
}

PostgresValues &PostgresValues::add(const ImageRef &image)
{
    add(image.instanceId).add(image.regionId);
    return add(image.repoNamespaceName).add(image.repoName).add(image.imageTag);
}

qint64 PostgresRow::number(int column) const
{
    return optionalNumber(column).value_or(0);
}

std::optional<qint64> PostgresRow::optionalNumber(int column) const
{
    const pqxx::field field = m_row[column];
    return field.is_null() ? std::nullopt : std::optional<qint64>(field.as<long long>());
}

QString PostgresRow::text(int column) const
{
    const pqxx::field field = m_row[column];
    return QString::fromUtf8(field.c_str(), static_cast<qsizetype>(field.size()));
}

ImageRef PostgresRow::image(int first) const
{
    return {.instanceId = text(first),
            .regionId = text(first + 1),
            .repoNamespaceName = text(first + 2),
            .repoName = text(first + 3),
            .imageTag = text(first + 4)};
}

pqxx::result runWith(pqxx::transaction_base &transaction, const char *sql,
                     const PostgresValues &values)
{
    return transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(values.values()));
}
