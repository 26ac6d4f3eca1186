#include "repositoryanswer.h"

#include "cataloguejson.h"
#include "parameterreader.h"
#include "seededrandom.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 idSalt = 0x637272;

QByteArray seededId(QByteArray prefix, const QByteArray &path, quint64 placeKey)
{
    quint64 key = mixed(idSalt, placeKey);
    for (const char c : path)
        key = mixed(key, static_cast<unsigned char>(c));
    appendWord(prefix, key);
    return prefix;
}

QByteArray pathOf(const QByteArray &namespaceName, const QByteArray &name)
{
    return namespaceName + '/' + name;
}

QByteArray sourceId(const SimulatedRepository &repository)
{
    return seededId("crr-", pathOf(repository.namespaceName, repository.name), repository.key);
}

/// Gathers the repositories of a destination, each once.
class Gathering final {
public:
    Gathering(const SimulatedPlace &place, const SimulatedFaults &faults,
              std::vector<PlacedRepository> found)
        : m_place(place), m_faults(faults), m_found(std::move(found))
    {
    }

    void add(const QByteArray &namespaceName, const QByteArray &name, bool hasImmutableTags)
    {
        const bool isKnown = std::ranges::any_of(m_found, [&](const PlacedRepository &repository) {
            return repository.namespaceName == namespaceName && repository.name == name;
        });
        if (isKnown)
            return;
        const QByteArray path = pathOf(namespaceName, name);
        m_found.push_back({.id = seededId("crr-", path + m_place.id, 0),
                           .namespaceName = namespaceName,
                           .name = name,
                           .hasImmutableTags =
                               hasImmutableTags || m_faults.immutableRepositories.contains(path)});
    }
    [[nodiscard]] std::vector<PlacedRepository> found() && { return std::move(m_found); }

private:
    const SimulatedPlace &m_place;
    const SimulatedFaults &m_faults;
    std::vector<PlacedRepository> m_found;
};

QJsonObject repositoryObject(const SimulatedPlace &place, const PlacedRepository &repository,
                             qint64 createdMs)
{
    return {
        {u"RepoId"_s, QString::fromLatin1(repository.id)},
        {u"RepoName"_s, QString::fromLatin1(repository.name)},
        {u"RepoNamespaceName"_s, QString::fromLatin1(repository.namespaceName)},
        {u"InstanceId"_s, QString::fromLatin1(place.id)},
        {u"RepoStatus"_s, u"NORMAL"_s},
        {u"RepoType"_s, u"PRIVATE"_s},
        {u"RepoBuildType"_s, u"MANUAL"_s},
        {u"TagImmutability"_s, repository.hasImmutableTags},
        {u"Summary"_s, u""_s},
        {u"CreateTime"_s, createdMs},
        {u"ModifiedTime"_s, createdMs},
        {u"ResourceGroupId"_s, u"rg-default"_s},
    };
}

QByteArray fieldsOf(const QJsonObject &object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return json.sliced(1, json.size() - 2);
}

qint64 createdMs(const RequestContext &context)
{
    return context.registry.catalogue().instances.front().createdMs;
}

Refusal noSuchRepository()
{
    return businessRefusal("REPO_NOT_EXIST", "The repository does not exist.");
}

/// By id, or by namespace and name.
Answer<PlacedRepository> findIn(const std::vector<PlacedRepository> &repositories,
                                const VerifiedRequest &request)
{
    const QByteArray id = request.parameter("RepoId");
    const QByteArray namespaceName = request.parameter("RepoNamespaceName");
    const QByteArray name = request.parameter("RepoName");
    if (id.isEmpty() && namespaceName.isEmpty())
        return tl::unexpected(missingParameter("RepoNamespaceName"));
    if (id.isEmpty() && name.isEmpty())
        return tl::unexpected(missingParameter("RepoName"));
    const auto found = std::ranges::find_if(repositories, [&](const PlacedRepository &repository) {
        return id.isEmpty() ? repository.namespaceName == namespaceName && repository.name == name
                            : repository.id == id;
    });
    if (found == repositories.end())
        return tl::unexpected(noSuchRepository());
    return *found;
}

std::optional<TagContent> contentOf(const RequestContext &context, const SimulatedPlace &place,
                                    const PlacedRepository &repository, const QByteArray &tag)
{
    if (repository.source >= 0) {
        if (auto content = context.registry.pushedTag(repository.source, tag, context.nowMs))
            return content;
    }
    if (place.destination < 0)
        return {};
    return context.registry.copiedTag(
        place.destination,
        {.namespaceName = repository.namespaceName, .repoName = repository.name, .tag = tag},
        context.nowMs);
}

/// What was pushed to it hides what was copied to it under the same tag, as for one tag.
std::map<QByteArray, TagContent> contentsOf(const RequestContext &context,
                                            const SimulatedPlace &place,
                                            const PlacedRepository &repository)
{
    std::map<QByteArray, TagContent> contents;
    if (repository.source >= 0)
        contents = context.registry.pushedTags(repository.source, context.nowMs);
    if (place.destination >= 0) {
        contents.merge(context.registry.copiedTags(
            place.destination,
            {.namespaceName = repository.namespaceName, .repoName = repository.name},
            context.nowMs));
    }
    return contents;
}

QString digest(quint64 key)
{
    QByteArray text;
    appendDigest(text, key);
    return QString::fromLatin1(text);
}

} // namespace

std::vector<PlacedRepository> repositoriesAt(const SimulatedRegistry &registry,
                                             const SimulatedFaults &faults,
                                             const SimulatedPlace &place)
{
    const std::vector<SimulatedRepository> &all = registry.catalogue().repositories;
    std::vector<PlacedRepository> pushedTo;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].instance != place.source)
            continue;
        pushedTo.push_back({.id = sourceId(all[i]),
                            .namespaceName = all[i].namespaceName,
                            .name = all[i].name,
                            .hasImmutableTags = all[i].hasImmutableTags,
                            .source = static_cast<int>(i)});
    }
    Gathering gathering(place, faults, std::move(pushedTo));
    if (place.source < 0) {
        for (const SimulatedRepository &repository : all)
            gathering.add(repository.namespaceName, repository.name, repository.hasImmutableTags);
    }
    for (const MadeTask &made : registry.madeTasks()) {
        if (made.plan.destination == place.destination)
            gathering.add(made.target.namespaceName, made.target.repoName, false);
    }
    return std::move(gathering).found();
}

const SimulatedRepository *sourceRepository(const SimulatedCatalogue &catalogue, int instance,
                                            QByteArrayView repoId)
{
    const auto found =
        std::ranges::find_if(catalogue.repositories, [&](const SimulatedRepository &repository) {
            return repository.instance == instance && sourceId(repository) == repoId;
        });
    return found == catalogue.repositories.end() ? nullptr : &*found;
}

namespace {

/// Repositories are made by the first copy to them, so every namespace allows that.
Answer<QByteArray> namespaceListing(const RequestContext &context, const VerifiedRequest &request)
{
    QByteArrayList names;
    for (const PlacedRepository &repository :
         repositoriesAt(context.registry, context.faults, context.place)) {
        if (!names.contains(repository.namespaceName) &&
            isWanted(request, "NamespaceName", repository.namespaceName))
            names << repository.namespaceName;
    }
    QJsonArray shown;
    for (const QByteArray &name : std::as_const(names)) {
        const QByteArray id = seededId("crn-", name + context.place.id, 0);
        shown.append(QJsonObject{{u"NamespaceId"_s, QString::fromLatin1(id)},
                                 {u"NamespaceName"_s, QString::fromLatin1(name)},
                                 {u"NamespaceStatus"_s, u"NORMAL"_s},
                                 {u"InstanceId"_s, QString::fromLatin1(context.place.id)},
                                 {u"AutoCreateRepo"_s, true},
                                 {u"DefaultRepoType"_s, u"PRIVATE"_s},
                                 {u"ResourceGroupId"_s, u"rg-default"_s}});
    }
    return listing(u"Namespaces"_s, shown, TotalType::Text, request);
}

Answer<QByteArray> repositoryListing(const RequestContext &context, const VerifiedRequest &request)
{
    const SimulatedPlace &place = context.place;
    QJsonArray shown;
    for (const PlacedRepository &repository :
         repositoriesAt(context.registry, context.faults, place)) {
        if (isWanted(request, "RepoNamespaceName", repository.namespaceName) &&
            isWanted(request, "RepoName", repository.name))
            shown.append(repositoryObject(place, repository, createdMs(context)));
    }
    return listing(u"Repositories"_s, shown, TotalType::Text, request);
}

Answer<QByteArray> repositoryAnswer(const RequestContext &context, const VerifiedRequest &request)
{
    const SimulatedPlace &place = context.place;
    return findIn(repositoriesAt(context.registry, context.faults, place), request)
        .map([&](const PlacedRepository &repository) {
            QJsonObject object = repositoryObject(place, repository, createdMs(context));
            object.insert(u"Detail"_s, u""_s);
            return fieldsOf(object);
        });
}

/// Without its times, which are written in two ways.
QJsonObject tagObject(const QByteArray &tag, const TagContent &content)
{
    qint64 size = 0;
    for (const ImageLayer &layer : imageLayers(content.image))
        size += layer.size;
    return {
        {u"Tag"_s, QString::fromLatin1(tag)},
        {u"Digest"_s, digest(content.image.key)}, // without "sha256:", as the API writes it here
        {u"ImageId"_s, digest(mixed(content.image.key))},
        {u"ImageSize"_s, size},
        {u"Status"_s, u"NORMAL"_s},
    };
}

Answer<QByteArray> tagAnswer(const RequestContext &context, const VerifiedRequest &request)
{
    const SimulatedPlace &place = context.place;
    ParameterReader parameters(request);
    parameters.required("RepoId");
    const QByteArray tag = parameters.required("Tag");
    if (parameters.refusal())
        return tl::unexpected(*parameters.refusal());
    const Answer<PlacedRepository> repository =
        findIn(repositoriesAt(context.registry, context.faults, place), request);
    if (!repository)
        return tl::unexpected(repository.error());
    const auto content = contentOf(context, place, *repository, tag);
    if (!content)
        return tl::unexpected(businessRefusal("TAG_NOT_EXIST", "The tag does not exist."));
    QJsonObject object = tagObject(tag, *content);
    object.insert(u"ImageCreate"_s, content->image.pushedMs); // numbers here, texts in the list
    object.insert(u"ImageUpdate"_s, content->updatedMs);
    return fieldsOf(object);
}

Answer<QByteArray> tagListing(const RequestContext &context, const VerifiedRequest &request)
{
    ParameterReader parameters(request);
    parameters.required("RepoId");
    if (parameters.refusal())
        return tl::unexpected(*parameters.refusal());
    const Answer<PlacedRepository> repository =
        findIn(repositoriesAt(context.registry, context.faults, context.place), request);
    if (!repository)
        return tl::unexpected(repository.error());
    QJsonArray shown;
    for (const auto &[tag, content] : contentsOf(context, context.place, *repository)) {
        QJsonObject object = tagObject(tag, content);
        object.insert(u"ImageCreate"_s, QString::number(content.image.pushedMs));
        object.insert(u"ImageUpdate"_s, QString::number(content.updatedMs));
        shown.append(object);
    }
    return listing(u"Images"_s, shown, TotalType::Text, request);
}

constexpr std::array repositoryTable = {
    SimulatedOperation{"ListNamespace", "cr:ListNamespace", AskedOf::AnyOfOurs, namespaceListing},
    SimulatedOperation{"ListRepository", "cr:ListRepository", AskedOf::AnyOfOurs,
                       repositoryListing},
    SimulatedOperation{"GetRepository", "cr:GetRepository", AskedOf::AnyOfOurs, repositoryAnswer},
    SimulatedOperation{"ListRepoTag", "cr:ListRepositoryTag", AskedOf::AnyOfOurs, tagListing},
    SimulatedOperation{"GetRepoTag", "cr:ListRepositoryTag", AskedOf::AnyOfOurs, tagAnswer, true},
};

} // namespace

std::span<const SimulatedOperation> repositoryOperations()
{
    return repositoryTable;
}
