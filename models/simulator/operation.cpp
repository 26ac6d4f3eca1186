#include "operation.h"

#include "actionanswer.h"
#include "cataloguejson.h"
#include "repositoryanswer.h"
#include "taskanswer.h"

#include <algorithm>

const SimulatedOperation *findOperation(QByteArrayView name)
{
    for (const std::span<const SimulatedOperation> operations :
         {catalogueOperations(), taskOperations(), repositoryOperations(), actionOperations()}) {
        const auto found = std::ranges::find(operations, name, &SimulatedOperation::name);
        if (found != operations.end())
            return &*found;
    }
    return nullptr;
}
