#include "destinationcheck.h"

#include "comparisontext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

class DestinationWords final {
    Q_DECLARE_TR_FUNCTIONS(DestinationWords)
};

QString instanceStateText(const ComparedInstance &compared)
{
    if (!compared.isAsked)
        return {};
    if (compared.instance) {
        if (compared.instance->status.value == InstanceStatus::Running)
            //: Of an instance
            return DestinationWords::tr("Running");
        //: Of an instance; %1 is the registry's word, such as STOPPED
        return DestinationWords::tr("Not running (%1)").arg(compared.instance->status.text);
    }
    switch (lookupOf(*compared.error)) {
    case Lookup::Missing:
        //: Of an instance
        return DestinationWords::tr("The instance does not exist");
    case Lookup::NotPermitted:
        return DestinationWords::tr("The key may not ask whether it is running");
    case Lookup::Found:
    case Lookup::Failed:
        break;
    }
    return DestinationWords::tr("Whether it is running could not be read");
}

QString repositoryStateText(const DestinationFacts &facts)
{
    if (!facts.repository)
        return {};
    switch (*facts.repository) {
    case Lookup::Found:
        if (!facts.hasImmutableTags)
            return DestinationWords::tr("Whether its tags are immutable is not said");
        return *facts.hasImmutableTags
                   ? DestinationWords::tr("Its tags are immutable, except latest")
                   : DestinationWords::tr("Its tags can be replaced");
    case Lookup::Missing:
        return DestinationWords::tr("The repository does not exist");
    case Lookup::NotPermitted:
        return DestinationWords::tr("The key may not read the repository");
    case Lookup::Failed:
        break;
    }
    return DestinationWords::tr("The repository could not be read");
}

} // namespace

DestinationCheck::DestinationCheck(Registry &registry, QObject *parent)
    : QObject(parent), m_registry(registry)
{
}

void DestinationCheck::start(const std::vector<CheckedDestination> &destinations)
{
    m_call = {};
    m_facts.clear();
    m_current = 0;
    m_leftOut = 0;
    for (const CheckedDestination &destination : destinations) {
        const bool isKnown = std::ranges::find(m_facts, destination,
                                               &DestinationFacts::destination) != m_facts.end();
        if (isKnown)
            continue;
        if (m_facts.size() < mostDestinations)
            m_facts.push_back({.destination = destination});
        else
            ++m_leftOut;
    }
    next();
}

void DestinationCheck::next()
{
    while (m_current < m_facts.size() && current().destination.isOutOfReach) {
        current().isDone = true;
        ++m_current;
    }
    Q_EMIT changed();
    if (m_current < m_facts.size())
        askInstance();
}

void DestinationCheck::settle()
{
    current().isDone = true;
    ++m_current;
    next();
}

/// Of an earlier destination in the same instance.
std::optional<ComparedInstance> DestinationCheck::known(const InstanceRef &instance) const
{
    const auto found = std::ranges::find_if(m_facts, [&instance](const DestinationFacts &facts) {
        return facts.instance.isAsked && facts.destination.instance == instance;
    });
    return found == m_facts.end() ? std::nullopt : std::optional(found->instance);
}

void DestinationCheck::askInstance()
{
    const InstanceRef instance = current().destination.instance;
    const auto take = [this](const ComparedInstance &compared) {
        current().instance = compared;
        const bool isGone = compared.error && lookupOf(*compared.error) == Lookup::Missing;
        if (isGone)
            settle();
        else if (current().destination.repoName.isEmpty())
            askNamespace();
        else
            askRepository();
    };
    if (const std::optional<ComparedInstance> told = known(instance))
        return take(*told);
    m_call = ask(m_registry, GetInstance{.instance = instance},
                 [take](const Result<RegistryInstance> &reply) {
                     ComparedInstance compared{.isAsked = true};
                     if (reply)
                         compared.instance = *reply;
                     else
                         compared.error = reply.error();
                     take(compared);
                 });
}

/// By the list: of one repository it says the same, and its filter may find others too.
void DestinationCheck::askRepository()
{
    const CheckedDestination &destination = current().destination;
    m_call = ask(m_registry,
                 ListRepositories{.instance = destination.instance,
                                  .namespaceName = destination.namespaceName,
                                  .repoName = destination.repoName},
                 [this](const Result<RepositoryPage> &page) {
                     if (!page) {
                         current().repository = lookupOf(page.error());
                         return current().repository == Lookup::Missing ? askNamespace() : settle();
                     }
                     const auto found =
                         std::ranges::find_if(page->items, [this](const Repository &repository) {
                             const CheckedDestination &wanted = current().destination;
                             return repository.name == wanted.repoName &&
                                    repository.namespaceName == wanted.namespaceName;
                         });
                     if (found != page->items.end()) {
                         current().repository = Lookup::Found;
                         current().hasImmutableTags = found->hasImmutableTags;
                         return settle();
                     }
                     const bool isWhole =
                         page->rowCount() == page->items.size() &&
                         page->totalCount == static_cast<qint64>(page->items.size());
                     current().repository = isWhole ? Lookup::Missing : Lookup::Failed;
                     return isWhole ? askNamespace() : settle();
                 });
}

void DestinationCheck::askNamespace()
{
    const CheckedDestination &destination = current().destination;
    m_call = ask(m_registry,
                 ListNamespaces{.instance = destination.instance,
                                .namespaceName = destination.namespaceName},
                 [this](const Result<RegistryNamespacePage> &page) {
                     current().itsNamespace = answerOf(page, current().destination.namespaceName);
                     settle();
                 });
}

QString destinationText(const DestinationFacts &facts, const QString &name)
{
    const CheckedDestination &destination = facts.destination;
    const QString repository = destination.repoName.isEmpty() ? u"*"_s : destination.repoName;
    QStringList parts;
    if (destination.isOutOfReach)
        parts << DestinationWords::tr("Not asked: no watched account lists the instance");
    parts << instanceStateText(facts.instance) << repositoryStateText(facts);
    if (facts.itsNamespace)
        parts << namespaceText(*facts.itsNamespace);
    if (!facts.isDone)
        parts << DestinationWords::tr("Being read…");
    parts.removeAll(QString());
    //: What is known of a destination; %1 an instance, %2 a repository, %3 some facts
    return DestinationWords::tr("%1 %2: %3")
        .arg(name, destination.namespaceName + u'/' + repository, parts.join(u" · "_s));
}
