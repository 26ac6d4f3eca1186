#pragma once

#include "metricfamily.h"

#include <QByteArray>

#include <span>

/// The formats in which Prometheus reads metrics.
enum class MetricsFormat : quint8 {
    Text,        ///< text exposition format 0.0.4: of scrapes, promtool and the textfile collector
    OpenMetrics, ///< OpenMetrics 1.0
};

/// The value of Content-Type.
QByteArray contentTypeOf(MetricsFormat format);

/// What a header Accept asks for: OpenMetrics 1 where it is wanted at least as much as any text,
/// else the text format, which everybody reads.
MetricsFormat formatFor(const QByteArray &accept);

/// All of \p families, in their order, in UTF-8. Those without numbers are left out, and so is a
/// combination of labels that the family has had already: a reader refuses the whole otherwise.
QByteArray writeMetrics(std::span<const MetricFamily> families, MetricsFormat format);
