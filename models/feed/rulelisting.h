#pragma once

#include "listpager.h"
#include "registry.h"
#include "unreadtally.h"

#include <QHash>

#include <functional>
#include <map>
#include <optional>

/// Reads all rules that one instance lists, page after page. Dropping it ends the reading.
class RuleListing final {
public:
    using Rules = QHash<QString, SyncRule>; // by id
    struct Listed {
        Rules rules{};
        std::optional<ApiError> doubt{}; ///< other rules are there, and could not be read
        UnreadSummary unread{};          ///< what could not be read
    };
    using Then = std::function<void(const Result<Listed> &)>;

    /// \p then is run once, with the rules, or with what failed; it may drop the listing. Rules of
    /// which it is not proven that they are all are a failure; but single rules that cannot be read
    /// do not lose the others. \p mustBeCurrent: as ListSyncRules'.
    RuleListing(Registry &registry, InstanceRef instance, Then then, bool mustBeCurrent = false);

private:
    void askNext();
    void pageArrived(int pageNo, const Result<SyncRulePage> &page);
    void finish(const Result<Listed> &listed);

    Registry &m_registry;
    InstanceRef m_instance;
    bool m_mustBeCurrent;
    Then m_then;
    ListPager m_pager;
    RowNumbers m_numbers;
    Rules m_arriving;
    UnreadTally m_unread;
    std::map<int, PendingCall> m_calls; // by page
};
