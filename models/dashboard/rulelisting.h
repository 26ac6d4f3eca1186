#pragma once

#include "pagesweep.h"
#include "tasksource.h"

#include <QHash>

#include <functional>

/// Reads all rules that one instance lists, page after page. Dropping it ends the reading.
class RuleListing final {
public:
    using Rules = QHash<QString, SyncRule>; // by id
    using Then = std::function<void(const Result<Rules> &)>;

    /// \p then is run once, after the last page or the first failure; it may drop the listing.
    RuleListing(TaskSource &source, InstanceRef instance, Then then);

private:
    void askNext();
    void pageArrived(int pageNo, const Result<SyncRulePage> &page);
    void finish(const Result<Rules> &rules);

    TaskSource &m_source;
    InstanceRef m_instance;
    Then m_then;
    PageSweep m_sweep{1};
    Rules m_arriving;
    PendingCall m_call;
};
