#pragma once

#include "rowcondition.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

/// A condition as SQL, with the texts of its parameters in their order; numbers stand in the SQL.
struct SqlCondition {
    QByteArray sql{};
    QStringList values{};

    friend bool operator==(const SqlCondition &, const SqlCondition &) = default;
};

/// What is read as one of \p words too: a byte order mark before a text is lost when it is read.
QStringList withByteOrderMarks(QStringList words);

/// Writes conditions down; how an engine keeps a row is what is derived from this.
class SqlConditionWriter {
public:
    /// The parameters are numbered from \p firstParameter on.
    explicit SqlConditionWriter(int firstParameter) : m_firstParameter(firstParameter) {}
    virtual ~SqlConditionWriter() = default;
    Q_DISABLE_COPY_MOVE(SqlConditionWriter)

    /// Once.
    [[nodiscard]] SqlCondition write(const RowCondition &condition);

protected:
    /// Makes a condition of an expression that gives a text.
    using TextTest = std::function<QByteArray(const QByteArray &expression)>;

    [[nodiscard]] virtual QByteArray onText(RowText text, const TextTest &test) const = 0;
    [[nodiscard]] virtual QByteArray nameOf(RowTime time) const = 0;
    [[nodiscard]] virtual QByteArray onFlag(RowFlag flag, bool value) const = 0;
    /// As searchFolded().
    [[nodiscard]] virtual QByteArray folded(const QByteArray &expression) const = 0;
    /// Byte for byte; no letter of \p part has a meaning of its own.
    [[nodiscard]] virtual QByteArray contains(const QByteArray &text,
                                              const QByteArray &part) const = 0;
    [[nodiscard]] virtual QByteArray parameter(int number) const = 0;

private:
    QByteArray sqlOf(const RowCondition &condition);
    QByteArray joined(const RowCondition &condition, const char *conjunction, const char *empty);
    QByteArray add(const QString &value);
    QByteArray addAll(const QStringList &words);

    int m_firstParameter;
    QStringList m_values;
};
