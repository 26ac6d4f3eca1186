#pragma once

#include "listpager.h"
#include "operations.h"
#include "pendingcall.h"

#include <functional>
#include <utility>
#include <vector>

/// Reads all pages of one list, one after the other. A list that came in one answer, or of which as
/// many rows came as every total says, is whole after one pass; where rows moved meanwhile the
/// pages are read again, see ListPager.
///
/// \p Question: a PagedOperation. Dropping it ends the reading.
template<typename Question>
class WholeList final {
public:
    using Reply = typename Question::Reply;
    using Item = typename decltype(Reply::items)::value_type;

    struct Listed {
        std::vector<Item> items{};       ///< each once
        std::optional<ApiError> doubt{}; ///< others may be there
    };
    using Then = std::function<void(const Result<Listed> &)>;
    /// Sends a question; at most one is under way.
    using Send = std::function<void(const Question &, Handler<Reply>)>;
    /// How the rows are told apart, and what they are, in English.
    struct Rows {
        QString Item::*id = nullptr;
        QString name{};
    };

    /// \p then is run once and may drop the list.
    WholeList(Question question, Rows rows, Send send, Then then)
        : m_question(std::move(question)),
          m_rows(std::move(rows)),
          m_send(std::move(send)),
          m_then(std::move(then))
    {
        askNext();
    }
    Q_DISABLE_COPY_MOVE(WholeList)

private:
    static constexpr ListPager::Limits limits{.inFlight = 1, .rounds = 3, .requests = 2'000};

    void askNext()
    {
        const std::optional<int> page = m_pager.takeNextPage();
        if (!page)
            return finish();
        Question question = m_question;
        question.pageNo = *page;
        m_send(question,
               [this, pageNo = *page](const Result<Reply> &reply) { pageArrived(pageNo, reply); });
    }
    void pageArrived(int pageNo, const Result<Reply> &page)
    {
        if (!page)
            return tell(tl::unexpected(page.error()));
        const auto unseen = m_pager.pageArrived(listReplyOf(*page, pageNo, m_numbers, m_rows.id));
        for (const std::size_t position : unseen)
            m_listed.items.push_back(page->items[position]);
        m_total = page->totalCount;
        m_isReadable = m_isReadable && page->issues.rows.empty() && page->hasList;
        if (m_pager.isFinished() || isPlain())
            finish();
        else
            askNext();
    }
    /// Nothing moved, as far as the totals say.
    [[nodiscard]] bool isPlain() const
    {
        return m_pager.isSwept() && !m_pager.hasGap() && m_isReadable && m_total == m_pager.seen();
    }
    void finish()
    {
        if (!isPlain() && m_pager.doubt()) {
            m_listed.doubt =
                incompleteList(*m_pager.doubt(), m_rows.name, Question::apiName.toString(),
                               m_question.instance.account);
        }
        tell(std::move(m_listed));
    }
    void tell(const Result<Listed> &listed)
    {
        const Then then = std::move(m_then); // it may drop this
        then(listed);
    }

    Question m_question;
    Rows m_rows;
    Send m_send;
    Then m_then;
    ListPager m_pager{limits};
    RowNumbers m_numbers;
    Listed m_listed;
    std::optional<qint64> m_total;
    bool m_isReadable = true;
};
