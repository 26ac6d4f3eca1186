#pragma once

#include "clock.h"
#include "comparisonscope.h"
#include "knowncopies.h"
#include "registry.h"
#include "repositorypair.h"
#include "tagcomparison.h"
#include "wholelist.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// What the instance of one end said of itself.
struct ComparedInstance {
    bool isAsked = false;
    std::optional<RegistryInstance> instance{};
    std::optional<ApiError> error{}; ///< it did not say

    friend bool operator==(const ComparedInstance &, const ComparedInstance &) = default;
};

/// Whether the namespace of a missing repository makes it with the first copy.
struct NamespaceAnswer {
    std::optional<bool> createsRepositories{}; ///< empty: not said
    bool isMissing = false;                    ///< there is no such namespace
    std::optional<ApiError> error{};

    friend bool operator==(const NamespaceAnswer &, const NamespaceAnswer &) = default;
};

/// What \p page, asked for by \p name, says of that namespace.
NamespaceAnswer answerOf(const Result<RegistryNamespacePage> &page, const QString &name);

/// What came of one pair.
struct ComparedRepository {
    RepositoryPair pair{};
    bool isDone = false;
    FilterVerdict filter = FilterVerdict::Whole; ///< of the rule, over the repository
    /// Without their tags, which are in tags.
    TagList source{};
    TagList destination{};
    std::optional<bool> hasImmutableTags{};        ///< at the destination
    std::optional<NamespaceAnswer> itsNamespace{}; ///< asked where there is no repository
    std::vector<ComparedTag> tags{};

    friend bool operator==(const ComparedRepository &, const ComparedRepository &) = default;
};

/// Reads the tags of all repositories of a comparison at both ends, one question after the other,
/// and compares them. What one repository does not tell is said of that one; the others are read
/// all the same.
class ComparisonReader final : public QObject {
    Q_OBJECT

public:
    enum class State : quint8 {
        Idle,
        Reading,
        Finished,
        Stopped,
    };

    /// When a question of an account may be sent: runs \p then, at once or later. Dropping the call
    /// gives it up.
    using Pace = std::function<PendingCall(const QString &account, std::function<void()> then)>;
    /// What is known of the copies of each pair, in their order.
    using CopiesOf = std::function<std::vector<PairCopies>(std::span<const RepositoryPair> pairs)>;

    ComparisonReader(Registry &registry, const Clock &clock, Pace pace, CopiesOf copiesOf,
                     QObject *parent = nullptr);
    ~ComparisonReader() override;

    /// Begins anew.
    void start(const ComparisonScope &scope);
    /// What was compared stays.
    void stop();
    /// Looks again at what is known of the copies of what was compared; asks nothing.
    void updateCopies();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const ComparisonScope &scope() const { return m_scope; }
    [[nodiscard]] const ComparedInstance &source() const { return m_source; }
    [[nodiscard]] const ComparedInstance &destination() const { return m_destination; }
    /// Why it is not known which repositories are to be compared, or not all; empty: it is.
    [[nodiscard]] const std::optional<ApiError> &error() const { return m_error; }
    /// In the order of their names; those that are not done have no tags yet.
    [[nodiscard]] const std::vector<ComparedRepository> &repositories() const
    {
        return m_repositories;
    }
    [[nodiscard]] int doneRepositories() const { return m_done; }
    [[nodiscard]] int sentRequests() const { return m_sent; }
    /// Its next question waits for its turn.
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }

Q_SIGNALS:
    void changed();
    /// Of tags that were compared before more is known.
    void copiesChanged();

private:
    using Repositories = WholeList<ListRepositories>;
    using Tags = WholeList<ListRepositoryTags>;

    template<typename Question>
    void send(const Question &question, Handler<typename Question::Reply> handler);
    void askInstance(bool isSource);
    void instanceArrived(bool isSource, const Result<RegistryInstance> &instance);
    void findRepositories();
    void listRepositories(bool isSource);
    void sourcesListed(const Result<Repositories::Listed> &listed);
    void destinationsListed(const Result<Repositories::Listed> &listed);
    void repositoryFound(bool isSource, const Result<Repository> &found);
    void addPair(const Repository &source);
    void next();
    void readTags(bool isSource);
    void tagsRead(bool isSource, const Result<Tags::Listed> &listed);
    void askNamespace();
    void compare();
    void settle();
    void finish(State state);
    [[nodiscard]] ComparedRepository &current() { return m_repositories[m_current]; }

    Registry &m_registry;
    const Clock &m_clock;
    Pace m_pace;
    CopiesOf m_copiesOf;

    State m_state = State::Idle;
    ComparisonScope m_scope;
    std::optional<NameFilter> m_tagFilter;
    ComparedInstance m_source;
    ComparedInstance m_destination;
    std::optional<ApiError> m_error;
    std::vector<ComparedRepository> m_repositories;
    std::vector<std::pair<QString, QString>> m_ids;  // of repositories at both ends, by pair
    std::map<QString, NamespaceAnswer> m_namespaces; // of the destination
    std::size_t m_current = 0;
    int m_done = 0;
    int m_sent = 0;
    bool m_isWaiting = false;
    qint64 m_readMs = 0;  // when the first question about the tags of the current pair was asked
    TagList m_sourceTags; // of the current pair
    TagList m_destinationTags;
    std::unique_ptr<Repositories> m_list;
    std::unique_ptr<Tags> m_tagList;
    PendingCall m_turn;
    PendingCall m_call;
};
