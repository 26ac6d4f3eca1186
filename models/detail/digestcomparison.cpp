#include "digestcomparison.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

std::pair<QString, QString> instanceOf(const TagPlace &place)
{
    return {place.instance.account, place.instance.instanceId};
}

std::tuple<QString, QString, QString> namespaceOf(const TagPlace &place)
{
    return {place.instance.account, place.instance.instanceId, place.image.repoNamespaceName};
}

/// An instance of somebody else is not there for this key.
bool isInstanceMissing(const ApiError &error)
{
    return error.kind == ApiError::Kind::NotFound &&
           error.code.compare(u"INSTANCE_NOT_EXIST"_s, Qt::CaseInsensitive) == 0;
}

bool mayBeTold(const TagDigest &found)
{
    return !found.isAsking && found.error && found.error->isTransient();
}

} // namespace

DigestVerdict ComparedDigests::verdict() const
{
    if (source.isAsking || destination.isAsking)
        return DigestVerdict::Asking;
    if (!source.outcome || !destination.outcome)
        return DigestVerdict::Unasked;
    if (*destination.outcome == Lookup::Missing) // whatever the source has
        return DigestVerdict::MissingAtDestination;
    if (*source.outcome == Lookup::Missing)
        return DigestVerdict::MissingAtSource;
    if (*source.outcome == Lookup::NotPermitted || *destination.outcome == Lookup::NotPermitted)
        return DigestVerdict::NotPermitted;
    if (source.digest.isEmpty() || destination.digest.isEmpty())
        return DigestVerdict::Unknown;
    return isSameDigest(source.digest, destination.digest) ? DigestVerdict::Same
                                                           : DigestVerdict::Different;
}

DigestComparison::DigestComparison(Registry &registry, QObject *parent)
    : QObject(parent), m_registry(registry)
{
}

void DigestComparison::open(const TagPlace &from, const TagPlace &to)
{
    m_from = {.place = from};
    m_to = {.place = to};
    askRepository(m_from);
    askRepository(m_to);
    Q_EMIT changed();
}

void DigestComparison::repeat()
{
    for (const TagPlace &place : {m_from.place, m_to.place}) {
        m_closedInstances.erase(instanceOf(place));
        m_closedNamespaces.erase(namespaceOf(place));
    }
    open(TagPlace(m_from.place), TagPlace(m_to.place));
}

void DigestComparison::repeatFailed()
{
    for (End *end : {&m_from, &m_to}) {
        if (mayBeTold(end->found))
            askRepository(*end);
    }
    Q_EMIT changed();
}

bool DigestComparison::isWorthAnotherTry() const
{
    return mayBeTold(m_from.found) || mayBeTold(m_to.found);
}

void DigestComparison::close()
{
    m_from = {};
    m_to = {};
    Q_EMIT changed();
}

bool DigestComparison::isLoading() const
{
    return m_from.found.isAsking || m_to.found.isAsking;
}

ComparedDigests DigestComparison::digests() const
{
    return {.source = m_from.found, .destination = m_to.found};
}

bool DigestComparison::isClosed(const TagPlace &place) const
{
    return m_closedInstances.contains(instanceOf(place)) ||
           m_closedNamespaces.contains(namespaceOf(place));
}

void DigestComparison::askRepository(End &end)
{
    if (isClosed(end.place)) {
        end.found.outcome = Lookup::NotPermitted;
        return;
    }
    end.found.isAsking = true;
    end.call = ask(m_registry,
                   GetRepository{.instance = end.place.instance,
                                 .namespaceName = end.place.image.repoNamespaceName,
                                 .repoName = end.place.image.repoName},
                   [this, &end](const Result<Repository> &repository) {
                       if (repository)
                           askTag(end, repository->id);
                       else
                           settle(end, repository.error());
                   });
}

void DigestComparison::askTag(End &end, const QString &repoId)
{
    end.call =
        ask(m_registry,
            GetRepositoryTag{
                .instance = end.place.instance, .repoId = repoId, .tag = end.place.image.imageTag},
            [this, &end](const Result<RepositoryTag> &tag) {
                if (!tag)
                    return settle(end, tag.error());
                end.call = {};
                end.found = {.outcome = Lookup::Found, .digest = tag->digest};
                Q_EMIT changed();
            });
}

void DigestComparison::settle(End &end, const ApiError &error)
{
    Lookup outcome = lookupOf(error);
    if (isInstanceMissing(error)) {
        outcome = Lookup::NotPermitted;
        m_closedInstances.insert(instanceOf(end.place));
    } else if (outcome == Lookup::NotPermitted) {
        m_closedNamespaces.insert(namespaceOf(end.place));
    }
    end.found = {.outcome = outcome};
    if (outcome == Lookup::Failed)
        end.found.error = error;
    end.call = {};
    Q_EMIT changed();
}
