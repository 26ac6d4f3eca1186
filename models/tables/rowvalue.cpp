#include "rowvalue.h"

bool isBefore(const RowValue &a, const RowValue &b, Qt::SortOrder order)
{
    const bool isGiven = !std::holds_alternative<std::monostate>(a);
    if (!isGiven || std::holds_alternative<std::monostate>(b))
        return isGiven && std::holds_alternative<std::monostate>(b);
    const RowValue &first = order == Qt::AscendingOrder ? a : b;
    const RowValue &second = order == Qt::AscendingOrder ? b : a;
    const auto *text = std::get_if<QString>(&first);
    const auto *other = std::get_if<QString>(&second);
    if (text != nullptr && other != nullptr)
        return QString::localeAwareCompare(*text, *other) < 0;
    return first < second;
}
