#pragma once

#include <QString>

/// What happened, and what to do about it. The first is a fact, the second is advice.
struct Advice {
    QString happened{};
    QString whatToDo{};

    friend bool operator==(const Advice &, const Advice &) = default;
};
