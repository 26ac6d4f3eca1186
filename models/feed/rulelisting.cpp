#include "rulelisting.h"

#include <utility>

using namespace Qt::StringLiterals;

RuleListing::RuleListing(Registry &registry, InstanceRef instance, Then then, bool mustBeCurrent)
    : m_registry(registry),
      m_instance(std::move(instance)),
      m_mustBeCurrent(mustBeCurrent),
      m_then(std::move(then))
{
    askNext();
}

void RuleListing::askNext()
{
    while (const std::optional<int> page = m_pager.takeNextPage()) {
        m_calls[*page] =
            ask(m_registry,
                ListSyncRules{
                    .instance = m_instance, .pageNo = *page, .mustBeCurrent = m_mustBeCurrent},
                [this, pageNo = *page](const Result<SyncRulePage> &reply) {
                    pageArrived(pageNo, reply);
                });
    }
}

void RuleListing::pageArrived(int pageNo, const Result<SyncRulePage> &page)
{
    m_calls.erase(pageNo);
    if (!page)
        return finish(tl::unexpected(page.error()));
    for (const SyncRule &rule : page->items)
        m_arriving.insert(rule.id, rule);
    m_unread.setPage(pageNo, page->issues, 0);
    m_pager.pageArrived(listReplyOf(*page, pageNo, m_numbers, &SyncRule::id));
    if (!m_pager.isFinished())
        return askNext();
    Listed listed{.rules = std::exchange(m_arriving, {}), .unread = m_unread.summary()};
    if (const std::optional<PagingDoubt> &doubt = m_pager.doubt()) {
        listed.doubt =
            incompleteList(*doubt, u"rules"_s, u"ListRepoSyncRule"_s, m_instance.account);
        if (doubt->reason != PagingDoubt::Reason::RowsUnreadable)
            return finish(tl::unexpected(*listed.doubt));
    }
    finish(listed);
}

void RuleListing::finish(const Result<Listed> &listed)
{
    m_calls.clear();
    const Then then = std::move(m_then); // it may drop this listing
    then(listed);
}
