#pragma once

#include <QHash>
#include <QString>

/// Numbers the rows of a listing by their ids, in the order in which they are met.
class RowNumbers final {
public:
    using Key = quint32;

    Key of(const QString &id)
    {
        const auto known = m_numbers.constFind(id);
        return known != m_numbers.cend()
                   ? *known
                   : *m_numbers.insert(id, static_cast<Key>(m_numbers.size()));
    }

private:
    QHash<QString, Key> m_numbers;
};
