#pragma once

#include "overviewpresenter.h"
#include "rangeparts.h"

/// These, and the presenter of all that is counted, which follows the query.
struct OverviewParts : RangeParts {
    OverviewParts()
    {
        QObject::connect(&queries, &QueryPresenter::queryChanged, &overview,
                         &OverviewPresenter::setQuery);
    }

    OverviewPresenter overview{store, model, ranges, clock, headline, filterPane, chart};
};
