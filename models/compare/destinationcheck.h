#pragma once

#include "comparisonreader.h"
#include "registry.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Where something is to be copied to.
struct CheckedDestination {
    InstanceRef instance{};
    QString namespaceName{};
    QString repoName{};        ///< empty: any of the namespace
    bool isOutOfReach = false; ///< nobody can be asked: see ComparisonEnd

    friend bool operator==(const CheckedDestination &, const CheckedDestination &) = default;
};

/// What a destination says of whether a copy can arrive.
struct DestinationFacts {
    CheckedDestination destination{};
    bool isDone = false; ///< nothing more will be known
    ComparedInstance instance{};
    std::optional<Lookup> repository{};     ///< empty: not asked for
    std::optional<bool> hasImmutableTags{}; ///< of a repository that was found
    /// Asked where there is no repository.
    std::optional<NamespaceAnswer> itsNamespace{};

    friend bool operator==(const DestinationFacts &, const DestinationFacts &) = default;
};

/// Asks destinations, one question after the other, before something is sent there: whether the
/// instance runs, whether the repository is there and lets tags be replaced, else whether its
/// namespace creates it. Answers change nothing of what is sent.
class DestinationCheck final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t mostDestinations = 6; ///< a plan may have hundreds

    explicit DestinationCheck(Registry &registry, QObject *parent = nullptr);

    /// The first ones of these are asked, each once.
    void start(const std::vector<CheckedDestination> &destinations);
    [[nodiscard]] const std::vector<DestinationFacts> &facts() const { return m_facts; }
    /// How many destinations are not asked.
    [[nodiscard]] int leftOut() const { return m_leftOut; }

Q_SIGNALS:
    void changed();

private:
    void next();
    void askInstance();
    void askRepository();
    void askNamespace();
    void settle();
    [[nodiscard]] DestinationFacts &current() { return m_facts[m_current]; }
    [[nodiscard]] std::optional<ComparedInstance> known(const InstanceRef &instance) const;

    Registry &m_registry;
    std::vector<DestinationFacts> m_facts;
    std::size_t m_current = 0;
    int m_leftOut = 0;
    PendingCall m_call;
};

/// "mirror team/app: Running · Its tags are immutable, except latest".
/// \p name: what the instance is called.
QString destinationText(const DestinationFacts &facts, const QString &name);
