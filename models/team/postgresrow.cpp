#include "postgresrow.h"

using namespace Qt::StringLiterals;

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

PostgresValues &PostgresValues::addArray(const QStringList &texts)
{
    QString list;
    for (QString text : texts) {
        text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        list += (list.isEmpty() ? u"\""_s : u",\""_s) + text + u'"';
    }
    return addNotNull(QString(u'{' + list + u'}'));
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

std::string parametersUpTo(std::size_t count)
{
    std::string parameters;
    for (std::size_t i = 1; i <= count; ++i)
        parameters += (i == 1 ? "$" : ", $") + std::to_string(i);
    return parameters;
}

pqxx::result runWith(pqxx::transaction_base &transaction, const char *sql,
                     const PostgresValues &values)
{
    return transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(values.values()));
}
