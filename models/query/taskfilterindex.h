#pragma once

#include "repositorynames.h"
#include "taskfilterplan.h"
#include "taskstore.h"

#include <QHash>

#include <span>
#include <vector>

/// Which conditions of a plan the texts and repositories of a store fulfil. Each distinct one is
/// compared once, so that a row costs a look by its numbers. Store and plan must outlive it.
class TaskFilterIndex final {
public:
    using Bits = TaskFilterPlan::Bits;
    using Sides = TaskFilterPlan::Sides;

    struct TextFacts {
        Bits found = 0;     ///< the conditions of which a value is in the text
        Bits tagBegins = 0; ///< of joined words
    };
    struct RepositoryFacts {
        Sides whenFrom{}; ///< what is found where a task comes from the repository
        Sides whenTo{};
        Bits pathEnds = 0;   ///< of joined words
        Bits routesFrom = 0; ///< a bit for each of the plan's routes
        Bits routesTo = 0;
        quint32 path = 0; ///< the same number where namespace and name are the same
    };

    TaskFilterIndex(const TaskStore &store, const TaskFilterPlan &plan)
        : m_store(store), m_plan(plan)
    {
    }

    /// Compares what the store learned since. What follows is of what was compared.
    void catchUp();

    [[nodiscard]] std::span<const TextFacts> texts() const { return m_texts; }
    [[nodiscard]] std::span<const RepositoryFacts> repositories() const { return m_repositories; }
    [[nodiscard]] std::span<const Bits> batches() const { return m_batches; }
    [[nodiscard]] bool isFoundInRepositories() const { return m_inRepositories != 0; }
    [[nodiscard]] bool isFoundInBatches() const { return m_inBatches != 0; }
    /// One of \p among is found in a text that some task has in that \p use.
    [[nodiscard]] bool isFoundIn(TextUse use, Bits among) const;
    /// What is found in the image as a whole. Compared when it is asked for: there are far more
    /// than a query looks at. \p path: see RepositoryFacts.
    [[nodiscard]] Bits foundInImage(quint32 path, StringPool::Id tag);

private:
    void addNames(StringPool::Id firstNew, Bits among, const QHash<QString, QString> &names);
    void addBatches();
    void addRepository(const RepositoryKey &repository);
    [[nodiscard]] quint32 pathNumber(const RepositoryKey &repository);
    [[nodiscard]] TextFacts factsOfText(QByteArrayView text) const;
    [[nodiscard]] RepositoryFacts factsOf(const RepositoryKey &repository) const;

    const TaskStore &m_store;
    const TaskFilterPlan &m_plan;
    std::vector<TextFacts> m_texts;
    std::vector<StringPool::Id> m_foundTexts; // those with something in them
    std::vector<Bits> m_batches;
    std::vector<RepositoryFacts> m_repositories;
    Bits m_inRepositories = 0; // what was found in any
    Bits m_inBatches = 0;
    RepositoryNames m_pathNumbers;
    std::vector<ImageRef> m_paths; // by number: namespace and name
    QHash<quint64, Bits> m_images; // by path and tag
};
