#include "pagerequest.h"

#include <algorithm>

namespace {

constexpr int largestPage = 100;

Answer<int> positiveNumber(const VerifiedRequest &request, const QByteArray &name, int fallback)
{
    const QByteArray text = request.parameter(name);
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 1) {
        return tl::unexpected(
            Refusal{.code = "Invalid" + name,
                    .message = "The value of " + name + " must be a number from 1."});
    }
    return number;
}

} // namespace

Answer<PageRequest> pageRequestOf(const VerifiedRequest &request)
{
    const Answer<int> pageNo = positiveNumber(request, "PageNo", PageRequest().pageNo);
    if (!pageNo)
        return tl::unexpected(pageNo.error());
    const Answer<int> pageSize = positiveNumber(request, "PageSize", PageRequest().pageSize);
    if (!pageSize)
        return tl::unexpected(pageSize.error());
    return PageRequest{.pageNo = *pageNo, .pageSize = std::min(*pageSize, largestPage)};
}
