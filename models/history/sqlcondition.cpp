#include "sqlcondition.h"

#include <utility>

QStringList withByteOrderMarks(QStringList words)
{
    for (QString &word : words)
        word.prepend(QChar::ByteOrderMark);
    return words;
}

SqlCondition SqlConditionWriter::write(const RowCondition &condition)
{
    QByteArray sql = sqlOf(condition);
    return {.sql = std::move(sql), .values = std::move(m_values)};
}

QByteArray SqlConditionWriter::sqlOf(const RowCondition &condition)
{
    switch (condition.kind) {
    case RowCondition::Kind::All:
        return joined(condition, " AND ", "TRUE");
    case RowCondition::Kind::Any:
        return joined(condition, " OR ", "FALSE");
    case RowCondition::Kind::Not: // also where nothing is known of it
        return '(' + sqlOf(condition.parts.front()) + ") IS NOT TRUE";
    case RowCondition::Kind::OneOf: {
        const QByteArray words = addAll(condition.words);
        return onText(condition.text, [&words](const QByteArray &text) {
            return QByteArray(text + " IN (" + words + ')');
        });
    }
    case RowCondition::Kind::Folded: {
        const QByteArray words = addAll(condition.words);
        return onText(condition.text, [&](const QByteArray &text) {
            return QByteArray(folded(text) + " IN (" + words + ')');
        });
    }
    case RowCondition::Kind::Contains: {
        const QByteArray part = add(condition.words.front());
        return onText(condition.text,
                      [&](const QByteArray &text) { return contains(folded(text), part); });
    }
    case RowCondition::Kind::AtLeast:
        return nameOf(condition.time) + " >= " + QByteArray::number(condition.number);
    case RowCondition::Kind::Below:
        return nameOf(condition.time) + " < " + QByteArray::number(condition.number);
    case RowCondition::Kind::Flag:
        return onFlag(condition.flag, condition.number != 0);
    }
    Q_UNREACHABLE();
}

QByteArray SqlConditionWriter::joined(const RowCondition &condition, const char *conjunction,
                                      const char *empty)
{
    QByteArray sql;
    for (const RowCondition &part : condition.parts) {
        if (!sql.isEmpty())
            sql += conjunction;
        sql += '(' + sqlOf(part) + ')';
    }
    return sql.isEmpty() ? QByteArray(empty) : sql;
}

QByteArray SqlConditionWriter::add(const QString &value)
{
    m_values << value;
    return parameter(m_firstParameter + static_cast<int>(m_values.size()) - 1);
}

QByteArray SqlConditionWriter::addAll(const QStringList &words)
{
    QByteArray list;
    for (const QString &word : words + withByteOrderMarks(words)) {
        if (!list.isEmpty())
            list += ", ";
        list += add(word);
    }
    return list;
}
