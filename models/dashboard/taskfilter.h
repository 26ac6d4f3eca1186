#pragma once

#include "statuscounts.h"
#include "taskquery.h"
#include "taskstore.h"
#include "textmatch.h"

#include <QHash>

#include <array>
#include <optional>
#include <vector>

/// Answers a query over the store: texts are compared once for each distinct string, rows by
/// integers. Made anew when the query (or the language, or the rules' names) changes; sees strings
/// that come later.
///
/// The server's part holds where one end of the task has namespace, repository and tag together:
/// which end the server means is not documented, and what it listed must not be hidden.
class TaskFilter final {
public:
    static constexpr std::size_t maxWords = 64; ///< of the text; further ones are not looked at

    /// \p ruleNames by rule id.
    TaskFilter(const TaskStore &store, TaskQuery query, QHash<QString, QString> ruleNames = {});

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    [[nodiscard]] bool matches(TaskRow row) const;
    /// All matching rows, in the store's order.
    [[nodiscard]] std::vector<TaskRow> matchingRows() const;

private:
    static constexpr std::size_t issues =
        static_cast<std::size_t>(TaskIssue::DataLengthExceeded) + 1;
    using Mask = quint64; ///< a bit for each word of the text that occurs

    /// A word across the colon of "namespace/repository:tag": what the parts end and begin with.
    struct JoinedWord {
        Mask bit = 0;
        QByteArray pathEnd{};
        QByteArray tagBegin{};
    };
    struct TextFacts {
        Mask words = 0;
        Mask tagBegins = 0;
    };
    struct PlaceFacts {
        Mask words = 0;
        Mask pathEnds = 0;
        bool isAsked = true; ///< namespace and repository are those of the query
    };

    void addWord(const QString &word);
    void lookUpNames();
    void catchUp() const;
    [[nodiscard]] TextFacts factsOfText(StringPool::Id id) const;
    [[nodiscard]] PlaceFacts factsOfPlace(const ImagePlace &place) const;
    template<typename Text>
    [[nodiscard]] Mask wordsIn(const Text &text) const;
    [[nodiscard]] bool matchesNow(TaskRow row) const;
    [[nodiscard]] bool matchesServer(const TaskBody &body) const;
    [[nodiscard]] bool matchesText(TaskRow row) const;
    [[nodiscard]] Mask wordsOfEnd(quint32 place, StringPool::Id tag) const;

    const TaskStore &m_store;
    TaskQuery m_query;
    QHash<QString, QString> m_ruleNames;
    std::vector<SearchWord> m_words;
    std::vector<JoinedWord> m_joinedWords;
    Mask m_allWords = 0;
    unsigned m_statuses = 0; // a bit for each wanted value
    unsigned m_triggers = 0;
    std::array<Mask, shownStatuses.size()> m_statusNames{};
    std::array<Mask, issues> m_issueNames{};

    // What was found out so far; grows with the store.
    mutable std::vector<TextFacts> m_texts;
    mutable std::vector<PlaceFacts> m_places;
    mutable std::optional<StringPool::Id> m_instance;
    mutable std::optional<StringPool::Id> m_tag;
    mutable std::optional<StringPool::Id> m_batch;
};
