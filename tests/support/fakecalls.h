#pragma once

#include "faketasksource.h"

#include <algorithm>
#include <utility>
#include <vector>

// How a fake source keeps its calls.

template<typename Question, typename Answer>
PendingCall keepCall(std::vector<FakeTaskSource::Call<Question, Answer>> &calls, Question question,
                     Handler<Answer> handler)
{
    auto *alive = new QObject;
    calls.push_back(
        {.question = std::move(question), .handler = std::move(handler), .alive = alive});
    return {alive, {}};
}

template<typename Question, typename Answer>
void destroyCalls(std::vector<FakeTaskSource::Call<Question, Answer>> &calls)
{
    for (auto &call : calls)
        delete call.alive.data();
}

template<typename Question, typename Answer>
int countOpen(const std::vector<FakeTaskSource::Call<Question, Answer>> &calls)
{
    return static_cast<int>(
        std::ranges::count_if(calls, [](const auto &call) { return call.isOpen(); }));
}
