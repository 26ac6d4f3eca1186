#include "comparisonreader.h"

#include "ruletext.h"
#include "textmatch.h"

#include <QHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// An instance that is gone, or does not run, says nothing of its repositories.
TagList listAfter(const ApiError &error)
{
    const bool isOfRepository = error.code.startsWith(u"REPO"_s, Qt::CaseInsensitive) ||
                                error.code.startsWith(u"NAMESPACE"_s, Qt::CaseInsensitive);
    switch (lookupOf(error)) {
    case Lookup::Missing:
        return {.state = isOfRepository ? TagListState::NoRepository : TagListState::Failed,
                .error = error};
    case Lookup::NotPermitted:
        return {.state = TagListState::NotPermitted, .error = error};
    case Lookup::Found:
    case Lookup::Failed:
        break;
    }
    return {.state = TagListState::Failed, .error = error};
}

/// Which repositories a rule takes.
class RepositoryFilter final {
public:
    explicit RepositoryFilter(const ComparisonScope &scope)
        : m_namespaces(scope.rule ? scope.rule->namespaceNameFilter : QString()),
          m_repositories(scope.rule ? scope.rule->repoNameFilter : QString())
    {
    }
    [[nodiscard]] FilterVerdict verdictOn(const Repository &repository) const
    {
        return std::min(m_namespaces.verdictOn(repository.namespaceName),
                        m_repositories.verdictOn(repository.name));
    }

private:
    NameFilter m_namespaces;
    NameFilter m_repositories;
};

template<typename Value>
std::optional<Value> valueIn(const QHash<QString, Value> &values, const QString &tag)
{
    const auto found = values.constFind(tag);
    return found == values.cend() ? std::nullopt : std::optional(*found);
}

bool comesBefore(const ComparedRepository &a, const ComparedRepository &b)
{
    return compareNaturally(a.pair.from.path().toUtf8(), b.pair.from.path().toUtf8()) < 0;
}

} // namespace

NamespaceAnswer answerOf(const Result<RegistryNamespacePage> &page, const QString &name)
{
    if (!page)
        return {.error = page.error()};
    const auto found = std::ranges::find(page->items, name, &RegistryNamespace::name);
    if (found != page->items.end())
        return {.createsRepositories = found->createsRepositories};
    // A list that is cut off, or that cannot be read, says nothing of what it lacks.
    const bool isWhole = page->hasList && page->issues.rows.empty() &&
                         page->totalCount.value_or(0) <= static_cast<qint64>(page->items.size());
    return {.isMissing = isWhole};
}

ComparisonReader::ComparisonReader(Registry &registry, const Clock &clock, Pace pace,
                                   CopiesOf copiesOf, QObject *parent)
    : QObject(parent),
      m_registry(registry),
      m_clock(clock),
      m_pace(std::move(pace)),
      m_copiesOf(std::move(copiesOf))
{
}

ComparisonReader::~ComparisonReader() = default;

void ComparisonReader::start(const ComparisonScope &scope)
{
    stop();
    m_scope = scope;
    m_tagFilter.reset();
    if (scope.rule)
        m_tagFilter.emplace(scope.rule->tagFilter);
    m_source = {};
    m_destination = {};
    m_error.reset();
    m_repositories.clear();
    m_ids.clear();
    m_namespaces.clear();
    m_current = 0;
    m_done = 0;
    m_sent = 0;
    m_state = State::Reading;
    if (scope.from.isOutOfReach || scope.to.isOutOfReach)
        return finish(State::Finished);
    askInstance(true);
    Q_EMIT changed();
}

void ComparisonReader::stop()
{
    if (m_state == State::Reading)
        finish(State::Stopped);
}

/// A pair of which everything arrived long ago is looked at too: one look serves them all.
void ComparisonReader::updateCopies()
{
    std::vector<RepositoryPair> pairs;
    std::vector<std::size_t> compared;
    for (std::size_t i = 0; i < m_repositories.size(); ++i) {
        if (m_repositories[i].tags.empty())
            continue;
        pairs.push_back(m_repositories[i].pair);
        compared.push_back(i);
    }
    if (pairs.empty())
        return;
    const std::vector<PairCopies> copies = m_copiesOf(pairs);
    bool isChanged = false;
    for (std::size_t i = 0; i < compared.size(); ++i) {
        for (ComparedTag &tag : m_repositories[compared[i]].tags) {
            const ComparedTag before = tag;
            setCopies(tag, valueIn(copies[i].tasks, tag.tag), valueIn(copies[i].sent, tag.tag));
            isChanged = isChanged || tag != before;
        }
    }
    if (isChanged)
        Q_EMIT copiesChanged();
}

void ComparisonReader::finish(State state)
{
    m_turn = {};
    m_call = {};
    m_isWaiting = false;
    m_state = state;
    Q_EMIT changed();
}

/// One question at a time: the former one has been answered.
template<typename Question>
void ComparisonReader::send(const Question &question, Handler<typename Question::Reply> handler)
{
    m_isWaiting = true;
    PendingCall turn =
        m_pace(question.instance.account, [this, question, then = std::move(handler)] {
            m_isWaiting = false;
            ++m_sent;
            m_call = ask(m_registry, question, then);
            Q_EMIT changed();
        });
    if (m_isWaiting) {
        m_turn = std::move(turn);
        Q_EMIT changed();
    }
}

void ComparisonReader::askInstance(bool isSource)
{
    send(GetInstance{.instance = isSource ? m_scope.from.instance : m_scope.to.instance},
         [this, isSource](const Result<RegistryInstance> &instance) {
             instanceArrived(isSource, instance);
         });
}

void ComparisonReader::instanceArrived(bool isSource, const Result<RegistryInstance> &instance)
{
    ComparedInstance &end = isSource ? m_source : m_destination;
    end.isAsked = true;
    if (instance) {
        end.instance = *instance;
    } else {
        end.error = instance.error();
        if (lookupOf(instance.error()) == Lookup::Missing)
            return finish(State::Finished); // nothing is there that could be read
    }
    if (isSource)
        askInstance(false);
    else
        findRepositories();
}

void ComparisonReader::findRepositories()
{
    if (m_scope.from.repoName.isEmpty())
        return listRepositories(true);
    send(GetRepository{.instance = m_scope.from.instance,
                       .namespaceName = m_scope.from.namespaceName,
                       .repoName = m_scope.from.repoName},
         [this](const Result<Repository> &found) { repositoryFound(true, found); });
}

void ComparisonReader::addPair(const Repository &source)
{
    const auto end = [](const InstanceRef &instance, const QString &space, const QString &name) {
        return ImageRef{.instanceId = instance.instanceId,
                        .regionId = instance.regionId,
                        .repoNamespaceName = space,
                        .repoName = name};
    };
    m_repositories.push_back(
        {.pair = {.from = end(m_scope.from.instance, source.namespaceName, source.name),
                  .to =
                      end(m_scope.to.instance, destinationNamespace(m_scope, source.namespaceName),
                          destinationRepository(m_scope, source.name))}});
}

void ComparisonReader::repositoryFound(bool isSource, const Result<Repository> &found)
{
    if (isSource) {
        addPair({.namespaceName = m_scope.from.namespaceName, .name = m_scope.from.repoName});
        m_ids.resize(1);
    }
    TagList &end = isSource ? current().source : current().destination;
    if (found)
        (isSource ? m_ids[0].first : m_ids[0].second) = found->id;
    else
        end = listAfter(found.error());
    if (!isSource) {
        if (found)
            current().hasImmutableTags = found->hasImmutableTags;
        return next();
    }
    if (!found)
        return next(); // of what there is at the destination nothing follows
    send(GetRepository{.instance = m_scope.to.instance,
                       .namespaceName = m_scope.to.namespaceName,
                       .repoName = m_scope.to.repoName},
         [this](const Result<Repository> &there) { repositoryFound(false, there); });
}

void ComparisonReader::listRepositories(bool isSource)
{
    const ComparisonEnd &end = isSource ? m_scope.from : m_scope.to;
    m_list = std::make_unique<Repositories>(
        ListRepositories{.instance = end.instance, .namespaceName = end.namespaceName},
        Repositories::Rows{.id = &Repository::id, .name = u"repositories"_s},
        [this](const ListRepositories &question, const Handler<RepositoryPage> &handler) {
            send(question, handler);
        },
        [this, isSource](const Result<Repositories::Listed> &listed) {
            if (isSource)
                sourcesListed(listed);
            else
                destinationsListed(listed);
        });
}

void ComparisonReader::sourcesListed(const Result<Repositories::Listed> &listed)
{
    if (!listed) {
        m_error = listed.error();
        return finish(State::Finished);
    }
    m_error = listed->doubt;
    const RepositoryFilter filter(m_scope);
    std::vector<std::pair<ComparedRepository, QString>> found;
    for (const Repository &repository : listed->items) {
        const FilterVerdict verdict = filter.verdictOn(repository);
        if (verdict == FilterVerdict::No)
            continue;
        addPair(repository);
        m_repositories.back().filter = verdict;
        found.emplace_back(m_repositories.back(), repository.id);
    }
    std::ranges::sort(found, comesBefore, &std::pair<ComparedRepository, QString>::first);
    m_repositories.clear();
    for (auto &[repository, id] : found) {
        m_repositories.push_back(repository);
        m_ids.emplace_back(id, QString());
    }
    if (m_repositories.empty())
        return finish(State::Finished);
    listRepositories(false);
}

void ComparisonReader::destinationsListed(const Result<Repositories::Listed> &listed)
{
    for (std::size_t i = 0; i < m_repositories.size(); ++i) {
        ComparedRepository &repository = m_repositories[i];
        if (!listed) {
            repository.destination = listAfter(listed.error());
            continue;
        }
        const ImageRef &to = repository.pair.to;
        const auto there = std::ranges::find_if(listed->items, [&to](const Repository &other) {
            return other.namespaceName == to.repoNamespaceName && other.name == to.repoName;
        });
        if (there != listed->items.end()) {
            m_ids[i].second = there->id;
            repository.hasImmutableTags = there->hasImmutableTags;
        } else if (listed->doubt) {
            repository.destination = {.state = TagListState::Failed, .error = listed->doubt};
        } else {
            repository.destination = {.state = TagListState::NoRepository};
        }
    }
    next();
}

/// A pair of which one end cannot be read costs no request, and thousands of them one signal.
void ComparisonReader::next()
{
    bool isChanged = false;
    while (m_state == State::Reading) {
        if (m_current >= m_repositories.size())
            return finish(State::Finished);
        m_readMs = m_clock.now().toMSecsSinceEpoch();
        m_sourceTags = std::exchange(current().source, {});
        m_destinationTags = std::exchange(current().destination, {});
        const auto &[sourceId, destinationId] = m_ids[m_current];
        const bool canCompare =
            !sourceId.isEmpty() &&
            (!destinationId.isEmpty() || m_destinationTags.state == TagListState::NoRepository);
        if (canCompare) {
            if (isChanged)
                Q_EMIT changed();
            return readTags(true);
        }
        settle();
        isChanged = true;
    }
}

void ComparisonReader::readTags(bool isSource)
{
    const auto &[sourceId, destinationId] = m_ids[m_current];
    m_tagList = std::make_unique<Tags>(
        ListRepositoryTags{.instance = isSource ? m_scope.from.instance : m_scope.to.instance,
                           .repoId = isSource ? sourceId : destinationId},
        Tags::Rows{.id = &RepositoryTag::tag, .name = u"tags"_s},
        [this](const ListRepositoryTags &question, const Handler<RepositoryTagPage> &handler) {
            send(question, handler);
        },
        [this, isSource](const Result<Tags::Listed> &listed) { tagsRead(isSource, listed); });
}

void ComparisonReader::tagsRead(bool isSource, const Result<Tags::Listed> &listed)
{
    TagList &list = isSource ? m_sourceTags : m_destinationTags;
    if (listed) {
        list = {.state = listed->doubt ? TagListState::Part : TagListState::Whole,
                .tags = listed->items,
                .error = listed->doubt};
    } else {
        list = listAfter(listed.error());
    }
    if (!isSource || !listed)
        return compare();
    if (!m_ids[m_current].second.isEmpty())
        readTags(false);
    else if (m_destinationTags.state == TagListState::NoRepository)
        askNamespace();
    else
        compare();
}

/// Once for each namespace.
void ComparisonReader::askNamespace()
{
    const QString name = current().pair.to.repoNamespaceName;
    if (const auto known = m_namespaces.find(name); known != m_namespaces.end()) {
        current().itsNamespace = known->second;
        return compare();
    }
    send(ListNamespaces{.instance = m_scope.to.instance, .namespaceName = name},
         [this, name](const Result<RegistryNamespacePage> &page) {
             const NamespaceAnswer answer = answerOf(page, name);
             m_namespaces[name] = answer;
             current().itsNamespace = answer;
             compare();
         });
}

void ComparisonReader::compare()
{
    settle();
    Q_EMIT changed();
    next();
}

void ComparisonReader::settle()
{
    ComparedRepository &repository = current();
    // Which looks at all tasks.
    const PairCopies copies =
        m_sourceTags.tags.empty() ? PairCopies() : m_copiesOf({&repository.pair, 1}).front();
    const auto trigger = m_scope.rule ? m_scope.rule->trigger.value : TaskTrigger::Unknown;
    repository.tags = compareTags(
        m_sourceTags, m_destinationTags,
        {.filter = m_tagFilter ? &*m_tagFilter : nullptr,
         .ruleCreatedAt = trigger == TaskTrigger::Passive ? m_scope.rule->createdAt : QDateTime(),
         .isRunByHand = trigger == TaskTrigger::Initiative,
         .readMs = m_readMs,
         .copyOf = [&copies](const QString &tag) { return valueIn(copies.tasks, tag); },
         .sentOf = [&copies](const QString &tag) { return valueIn(copies.sent, tag); }});
    for (ComparedTag &tag : repository.tags)
        tag.filter = std::min(tag.filter, repository.filter);
    m_sourceTags.tags.clear();
    m_destinationTags.tags.clear();
    repository.source = std::exchange(m_sourceTags, {});
    repository.destination = std::exchange(m_destinationTags, {});
    repository.isDone = true;
    ++m_done;
    ++m_current;
}
