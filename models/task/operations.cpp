#include "operations.h"

bool isWrite(const Operation &operation)
{
    return std::visit([](const auto &asked) { return asked.isWrite; }, operation);
}

QString apiNameOf(const Operation &operation)
{
    return std::visit([](const auto &asked) { return asked.apiName.toString(); }, operation);
}

bool isPaged(const Operation &operation)
{
    return std::visit([]<typename Question>(const Question &) { return PagedOperation<Question>; },
                      operation);
}

InstanceRef instanceOf(const Operation &operation)
{
    return std::visit(
        []<typename Question>(const Question &asked) {
            if constexpr (std::same_as<Question, ListInstances>)
                return InstanceRef{.regionId = asked.regionId, .account = asked.account};
            else
                return asked.instance;
        },
        operation);
}
