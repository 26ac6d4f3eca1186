#include "columnstate.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace {

constexpr quint32 magic = 0x53594344; // "SYCD"
constexpr quint16 oneKeyVersion = 1;  // as it was written before several columns could decide
constexpr quint16 version = 2;
constexpr quint16 mostColumns = 200;
constexpr qint32 widest = 10000;
constexpr qint32 widestShown = 2000; // a wider one would hide all others, and its own edge

bool isPlausible(const ColumnsState &state)
{
    const bool widthsFit = std::ranges::all_of(state.columns, [](const ColumnState &column) {
        return column.width > 0 && column.width <= widest && !column.name.isEmpty();
    });
    const bool someVisible = std::ranges::any_of(state.columns, &ColumnState::visible);
    return widthsFit && someVisible;
}

std::vector<SortedColumn> readSorting(QDataStream &stream, quint16 givenVersion)
{
    quint16 count = 1;
    if (givenVersion != oneKeyVersion)
        stream >> count;
    std::vector<SortedColumn> sorting;
    for (quint16 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        SortedColumn sorted;
        bool ascending = false;
        stream >> sorted.name >> ascending;
        sorted.order = ascending ? Qt::AscendingOrder : Qt::DescendingOrder;
        sorting.push_back(sorted);
    }
    return sorting;
}

} // namespace

QByteArray toBytes(const ColumnsState &state)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << magic << version << static_cast<quint16>(state.columns.size());
    for (const ColumnState &column : state.columns)
        stream << column.name << static_cast<qint32>(column.width) << column.visible;
    stream << state.stretches << static_cast<quint16>(state.sorting.size());
    for (const SortedColumn &sorted : state.sorting)
        stream << sorted.name << (sorted.order == Qt::AscendingOrder);
    return bytes;
}

std::optional<ColumnsState> columnsFromBytes(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 givenMagic = 0;
    quint16 givenVersion = 0;
    quint16 count = 0;
    stream >> givenMagic >> givenVersion >> count;
    if (givenMagic != magic || givenVersion < oneKeyVersion || givenVersion > version ||
        count > mostColumns)
        return {};

    ColumnsState state;
    for (quint16 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        ColumnState column;
        qint32 width = 0;
        stream >> column.name >> width >> column.visible;
        column.width = width > widest ? width : std::min(width, widestShown);
        state.columns.push_back(column);
    }
    stream >> state.stretches;
    state.sorting = readSorting(stream, givenVersion);
    if (stream.status() != QDataStream::Ok || !stream.atEnd() || !isPlausible(state))
        return {};
    return state;
}
