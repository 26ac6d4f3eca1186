#pragma once

#include <QString>

/// Where what a profile saw is kept.
struct ReportedHistory {
    QString profile{}; ///< empty: one without a name
    QString path{};
};
