#include "taskfilterindex.h"

#include "region.h"

#include <algorithm>
#include <optional>

void TaskFilterIndex::catchUp()
{
    const StringPool &texts = m_store.texts();
    const auto firstNew = static_cast<StringPool::Id>(m_texts.size());
    for (StringPool::Id id = firstNew; id < texts.size(); ++id)
        m_texts.push_back(factsOfText(texts.bytes(id)));
    if (firstNew < texts.size()) {
        const QueryNames &names = m_plan.context().names;
        addNames(firstNew, m_plan.on(QueryField::Rule), names.rules);
        addNames(firstNew, m_plan.on(QueryField::Instance), names.instances);
    }
    for (StringPool::Id id = firstNew; id < texts.size(); ++id) {
        if (m_texts[id].found != 0)
            m_foundTexts.push_back(id);
    }
    addBatches();
    for (auto number = static_cast<quint32>(m_repositories.size());
         number < m_store.repositoryCount(); ++number)
        addRepository(m_store.repository(number));
}

void TaskFilterIndex::addRepository(const RepositoryKey &repository)
{
    RepositoryFacts &facts = m_repositories.emplace_back(factsOf(repository));
    m_inRepositories |= facts.whenFrom.bySource | facts.whenTo.byDestination;
    if (m_plan.onWholeImage() != 0)
        facts.path = pathNumber(repository);
}

quint32 TaskFilterIndex::pathNumber(const RepositoryKey &repository)
{
    const quint32 number = m_pathNumbers.numberOf(repository);
    if (number == m_paths.size())
        m_paths.push_back({.repoNamespaceName = m_store.texts().text(repository.repoNamespace),
                           .repoName = m_store.texts().text(repository.repo)});
    return number;
}

/// What a thing is called is found as its id is.
void TaskFilterIndex::addNames(StringPool::Id firstNew, Bits among,
                               const QHash<QString, QString> &names)
{
    if (among == 0)
        return;
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        const std::optional<StringPool::Id> id = m_store.texts().find(name.key());
        if (!id || *id < firstNew || *id == StringPool::empty)
            continue;
        m_texts[*id].found |= m_plan.bitsWhere(
            among, [&name](const QueryMatcher &matcher) { return matcher.isIn(name.value()); });
    }
}

void TaskFilterIndex::addBatches()
{
    const Bits onBatch = m_plan.on(QueryField::Batch);
    if (onBatch == 0)
        return;
    const StringPool &batches = m_store.batches();
    for (auto id = static_cast<StringPool::Id>(m_batches.size()); id < batches.size(); ++id) {
        const QByteArrayView bytes = batches.bytes(id);
        m_batches.push_back(m_plan.bitsWhere(
            onBatch, [bytes](const QueryMatcher &matcher) { return matcher.isIn(bytes); }));
        m_inBatches |= m_batches.back();
    }
}

bool TaskFilterIndex::isFoundIn(TextUse use, Bits among) const
{
    return among != 0 && std::ranges::any_of(m_foundTexts, [&](StringPool::Id id) {
               const bool isUsed = id == StringPool::empty || (m_store.usesOf(id) & use) != 0;
               return isUsed && (m_texts[id].found & among) != 0;
           });
}

TaskFilterIndex::Bits TaskFilterIndex::foundInImage(quint32 path, StringPool::Id tag)
{
    const quint64 key = quint64{path} << 32 | tag;
    if (const auto known = m_images.constFind(key); known != m_images.cend())
        return *known;
    ImageRef image = m_paths[path];
    image.imageTag = m_store.texts().text(tag);
    const QString text = image.path();
    const Bits found = m_plan.bitsWhere(
        m_plan.onWholeImage(), [&text](const QueryMatcher &matcher) { return matcher.isIn(text); });
    m_images.insert(key, found);
    return found;
}

TaskFilterIndex::TextFacts TaskFilterIndex::factsOfText(QByteArrayView text) const
{
    const Bits bare = m_plan.on(QueryField::Text);
    const Bits onParts = m_plan.on(QueryField::Tag) | m_plan.on(QueryField::Rule) |
                         m_plan.on(QueryField::Instance) | bare;
    const Bits onWords = (m_plan.on(QueryField::Status) | m_plan.on(QueryField::Cause) |
                          m_plan.on(QueryField::Trigger)) &
                         ~bare;
    TextFacts facts{.found = m_plan.bitsWhere(onParts, [text](const QueryMatcher &m) {
        return m.isIn(text);
    }) | m_plan.bitsWhere(onWords, [text](const QueryMatcher &m) { return m.isWord(text); })};
    if (m_plan.joinedWords().empty())
        return facts;
    const QByteArray lower = QString::fromUtf8(text).toLower().toUtf8();
    for (const TaskFilterPlan::JoinedWord &word : m_plan.joinedWords()) {
        if (lower.startsWith(word.tagBegin))
            facts.tagBegins |= word.bit;
    }
    return facts;
}

TaskFilterIndex::RepositoryFacts TaskFilterIndex::factsOf(const RepositoryKey &repository) const
{
    const StringPool &texts = m_store.texts();
    const QByteArrayView repoNamespace = texts.bytes(repository.repoNamespace);
    const QByteArrayView repo = texts.bytes(repository.repo);
    const QString path = texts.text(repository.repoNamespace) + u'/' + texts.text(repository.repo);
    const QString region = texts.text(repository.region);
    const QString town = placeName(region);
    const QString instance = texts.text(repository.instance);
    const QString instanceName = m_plan.context().names.instances.value(instance);
    const auto isAt = [&](const QueryMatcher &matcher) {
        return matcher.isWhole(region) || matcher.isWhole(town) || matcher.isIn(instance) ||
               (!instanceName.isEmpty() && matcher.isIn(instanceName));
    };
    const auto isNamed = [&](const QueryMatcher &matcher) {
        return matcher.isIn(region) || matcher.isIn(town) || matcher.isIn(instance) ||
               (!instanceName.isEmpty() && matcher.isIn(instanceName));
    };
    RepositoryFacts facts;
    const Bits found =
        m_plan.bitsWhere(m_plan.on(QueryField::Namespace),
                         [&](const QueryMatcher &m) { return m.isIn(repoNamespace); }) |
        m_plan.bitsWhere(m_plan.on(QueryField::Repo),
                         [&](const QueryMatcher &m) { return m.isIn(repo); }) |
        m_plan.bitsWhere(m_plan.onPath(), [&](const QueryMatcher &m) { return m.isIn(path); }) |
        m_plan.bitsWhere(m_plan.on(QueryField::Text), isNamed);
    facts.whenFrom = m_plan.atSource(found);
    facts.whenTo = m_plan.atDestination(found);
    const Bits asSource = m_plan.bitsWhere(m_plan.on(QueryField::From), isAt);
    const Bits asDestination = m_plan.bitsWhere(m_plan.on(QueryField::To), isAt);
    facts.whenFrom.add({asSource, asSource});
    facts.whenTo.add({asDestination, asDestination});
    const auto isHere = [&](const QString &word) {
        return word.compare(region, Qt::CaseInsensitive) == 0 ||
               word.compare(town, Qt::CaseInsensitive) == 0;
    };
    const std::span<const TaskFilterPlan::Route> routes = m_plan.routes();
    for (std::size_t i = 0; i < routes.size(); ++i) {
        facts.routesFrom |= isHere(routes[i].from) ? Bits{1} << i : 0;
        facts.routesTo |= isHere(routes[i].to) ? Bits{1} << i : 0;
    }
    const QByteArray lower = path.toLower().toUtf8();
    for (const TaskFilterPlan::JoinedWord &word : m_plan.joinedWords()) {
        if (lower.endsWith(word.pathEnd))
            facts.pathEnds |= word.bit;
    }
    return facts;
}
