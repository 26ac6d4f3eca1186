#pragma once

#include "taskstore.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

/// Rows of plain structs, as one would write them first.
class PlainTaskModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    struct Row {
        QString text{}; ///< image and destination
        QString id{};
        qint64 createdMs = 0;
    };

    PlainTaskModel(const TaskStore &store, TaskRow count);

    [[nodiscard]] const Row &row(int number) const
    {
        return m_rows[static_cast<std::size_t>(number)];
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<Row> m_rows;
};

/// Qt's proxy at its best: it compares and searches raw values, without a QVariant.
class TypedProxyModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit TypedProxyModel(PlainTaskModel &source);

    void setWord(const QString &word);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    const PlainTaskModel &m_source;
    QString m_word;
};

/// Puts what the columns of the first \p count tasks say into items of texts.
void fillItems(QStandardItemModel &items, const TaskStore &store, TaskRow count);
