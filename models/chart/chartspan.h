#pragma once

#include <QDateTime>

/// A part of the time axis of a chart; \a end does not belong to it.
struct ChartSpan {
    QDateTime begin{};
    QDateTime end{};

    friend bool operator==(const ChartSpan &, const ChartSpan &) = default;
};
