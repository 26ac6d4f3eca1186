#include "rulelisting.h"

#include <utility>

RuleListing::RuleListing(TaskSource &source, InstanceRef instance, Then then)
    : m_source(source), m_instance(std::move(instance)), m_then(std::move(then))
{
    askNext();
}

void RuleListing::askNext()
{
    const std::optional<int> page = m_sweep.takeNextPage();
    if (!page)
        return finish(std::exchange(m_arriving, {}));
    m_call = m_source.listSyncRules(
        {.instance = m_instance, .pageNo = *page},
        [this, pageNo = *page](const Result<SyncRulePage> &reply) { pageArrived(pageNo, reply); });
}

void RuleListing::pageArrived(int pageNo, const Result<SyncRulePage> &page)
{
    if (!page)
        return finish(tl::unexpected(page.error()));
    int newRows = 0;
    for (const SyncRule &rule : page->items) {
        newRows += m_arriving.contains(rule.id) ? 0 : 1;
        m_arriving.insert(rule.id, rule);
    }
    m_sweep.pageArrived(replyOf(*page, pageNo, newRows));
    askNext();
}

void RuleListing::finish(const Result<Rules> &rules)
{
    const Then then = std::move(m_then); // it may drop this listing
    then(rules);
}
