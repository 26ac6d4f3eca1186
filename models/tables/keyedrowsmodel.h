#pragma once

#include <QAbstractTableModel>
#include <QHash>

#include <algorithm>
#include <utility>
#include <vector>

/// A table of rows that have a key(). What another count brings is rows removed, inserted, moved
/// and changed, never a reset, so that a view keeps what is chosen in it. A model of it declares it
/// an extern template and has it in its source: each unit that sees the model would compile it.
template<typename Row>
class KeyedRowsModel : public QAbstractTableModel {
protected:
    using Rows = std::vector<Row>;
    using QAbstractTableModel::QAbstractTableModel;

    /// Makes \p shown, the rows of the model, what is \p wanted. That cells have changed is for the
    /// caller to say.
    void showRows(Rows &shown, const Rows &wanted)
    {
        removeVanished(shown, numbered(wanted));
        appendNew(shown, wanted);
        reorder(shown, wanted);
    }

private:
    using RowByKey = QHash<decltype(std::declval<const Row &>().key()), int>;

    [[nodiscard]] static RowByKey numbered(const Rows &rows)
    {
        // There may be thousands of rows: where each is, is looked up.
        RowByKey byKey;
        byKey.reserve(static_cast<qsizetype>(rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i)
            byKey.insert(rows[i].key(), static_cast<int>(i));
        return byKey;
    }

    void removeVanished(Rows &shown, const RowByKey &wanted)
    {
        const auto isWanted = [&shown, &wanted](int row) {
            return wanted.contains(shown[static_cast<std::size_t>(row)].key());
        };
        for (int end = static_cast<int>(shown.size()); end > 0;) {
            if (isWanted(end - 1)) {
                --end;
                continue;
            }
            int first = end - 1;
            while (first > 0 && !isWanted(first - 1))
                --first;
            beginRemoveRows({}, first, end - 1);
            shown.erase(shown.begin() + first, shown.begin() + end);
            endRemoveRows();
            end = first;
        }
    }

    void appendNew(Rows &shown, const Rows &wanted)
    {
        const RowByKey known = numbered(shown);
        Rows added;
        for (const Row &row : wanted) {
            if (!known.contains(row.key()))
                added.push_back(row);
        }
        if (added.empty())
            return;
        const int first = static_cast<int>(shown.size());
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        shown.insert(shown.end(), added.begin(), added.end());
        endInsertRows();
    }

    /// The same rows in the order, and with the numbers, of \p wanted.
    void reorder(Rows &shown, const Rows &wanted)
    {
        const bool isInOrder =
            std::equal(wanted.begin(), wanted.end(), shown.begin(), shown.end(),
                       [](const Row &a, const Row &b) { return a.key() == b.key(); });
        if (isInOrder) {
            shown = wanted;
            return;
        }
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        const Rows former = std::exchange(shown, wanted);
        const RowByKey byKey = numbered(shown);
        QModelIndexList after;
        for (const QModelIndex &index : before) {
            const Row &row = former[static_cast<std::size_t>(index.row())];
            after.append(this->index(byKey.value(row.key()), index.column()));
        }
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }
};
