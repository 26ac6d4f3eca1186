#include "httpdate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace {

constexpr std::array<std::string_view, 12> monthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int numberOf(std::string_view digits)
{
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// It has the shape of \p shape: letters for letters, digits for digits, all else as it is.
bool hasShape(std::string_view text, std::string_view shape)
{
    const auto fits = [](char character, char wanted) {
        if (wanted == 'a')
            return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
        if (wanted == '0')
            return character >= '0' && character <= '9';
        return character == wanted;
    };
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), fits);
}

} // namespace

QDateTime timeFromHttpDate(QByteArrayView text)
{
    // Qt's own way, by a format, takes as long as reading a page of sixty tasks, for each reply.
    const QByteArrayView trimmed = text.trimmed();
    const std::string_view date(trimmed.data(), static_cast<std::size_t>(trimmed.size()));
    if (!hasShape(date, "aaa, 00 aaa 0000 00:00:00 GMT"))
        return {};
    const auto *const month = std::ranges::find(monthNames, date.substr(8, 3));
    const QDate day(numberOf(date.substr(12, 4)),
                    month == monthNames.end() ? 0
                                              : static_cast<int>(month - monthNames.begin()) + 1,
                    numberOf(date.substr(5, 2)));
    const QTime time(numberOf(date.substr(17, 2)), numberOf(date.substr(20, 2)),
                     numberOf(date.substr(23, 2)));
    return day.isValid() && time.isValid() ? QDateTime(day, time, Qt::UTC) : QDateTime();
}
