#include "repositoryjson.h"

#include "replyjson.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

template<auto member>
constexpr auto inNamespace = readMember<RegistryNamespace, member>;
template<auto member>
constexpr auto inRepository = readMember<Repository, member>;
template<auto member>
constexpr auto inRepositoryTag = readMember<RepositoryTag, member>;

constexpr std::array namespaceFields = {
    JsonField<RegistryNamespace>{"NamespaceId",
                                 readIdMember<RegistryNamespace, &RegistryNamespace::id>},
    JsonField<RegistryNamespace>{"NamespaceName", inNamespace<&RegistryNamespace::name>},
    JsonField<RegistryNamespace>{"InstanceId", inNamespace<&RegistryNamespace::instanceId>},
    JsonField<RegistryNamespace>{"NamespaceStatus", inNamespace<&RegistryNamespace::status>},
    JsonField<RegistryNamespace>{"AutoCreateRepo",
                                 inNamespace<&RegistryNamespace::createsRepositories>},
};

constexpr std::array repositoryFields = {
    JsonField<Repository>{"RepoId", readIdMember<Repository, &Repository::id>},
    JsonField<Repository>{"RepoNamespaceName", inRepository<&Repository::namespaceName>},
    JsonField<Repository>{"RepoName", inRepository<&Repository::name>},
    JsonField<Repository>{"InstanceId", inRepository<&Repository::instanceId>},
    JsonField<Repository>{"RepoStatus", inRepository<&Repository::status>},
    JsonField<Repository>{"RepoType", inRepository<&Repository::type>},
    JsonField<Repository>{"Summary", readUniqueMember<Repository, &Repository::summary>},
    JsonField<Repository>{"TagImmutability", inRepository<&Repository::hasImmutableTags>},
    JsonField<Repository>{"CreateTime", inRepository<&Repository::createdAt>},
    JsonField<Repository>{"ModifiedTime", inRepository<&Repository::modifiedAt>},
};

// The times are numbers in GetRepoTag and texts in ListRepoTag; the reader takes both.
constexpr std::array repositoryTagFields = {
    JsonField<RepositoryTag>{"Tag", readUniqueMember<RepositoryTag, &RepositoryTag::tag>},
    JsonField<RepositoryTag>{"Digest", readIdMember<RepositoryTag, &RepositoryTag::digest>},
    JsonField<RepositoryTag>{"ImageId", readUniqueMember<RepositoryTag, &RepositoryTag::imageId>},
    JsonField<RepositoryTag>{"ImageSize", inRepositoryTag<&RepositoryTag::size>},
    JsonField<RepositoryTag>{"Status", inRepositoryTag<&RepositoryTag::status>},
    JsonField<RepositoryTag>{"ImageCreate", inRepositoryTag<&RepositoryTag::createdAt>},
    JsonField<RepositoryTag>{"ImageUpdate", inRepositoryTag<&RepositoryTag::updatedAt>},
};

} // namespace

Result<RegistryNamespacePage> namespacePageFromJson(const QByteArray &json, JsonMemory &memory,
                                                    const QDateTime &now)
{
    const ListShape<RegistryNamespace> shape{
        .list = "Namespaces",
        .id = &RegistryNamespace::id,
        .fields = namespaceFields,
    };
    return readPage(json, memory, shape, now);
}

Result<RepositoryPage> repositoryPageFromJson(const QByteArray &json, JsonMemory &memory,
                                              const QDateTime &now)
{
    const ListShape<Repository> shape{
        .list = "Repositories",
        .id = &Repository::id,
        .fields = repositoryFields,
    };
    return readPage(json, memory, shape, now);
}

Result<Repository> repositoryFromJson(const QByteArray &json, JsonMemory &memory,
                                      const QDateTime &now)
{
    const FlatShape<Repository> shape{
        .keyName = "RepoId"_L1, .key = &Repository::id, .fields = repositoryFields};
    return readFlat(json, memory, shape, now).map([](const std::pair<Repository, QString> &read) {
        return read.first;
    });
}

Result<RepositoryTagPage> repositoryTagPageFromJson(const QByteArray &json, JsonMemory &memory,
                                                    const QDateTime &now)
{
    const ListShape<RepositoryTag> shape{
        .list = "Images",
        .id = &RepositoryTag::tag,
        .fields = repositoryTagFields,
    };
    return readPage(json, memory, shape, now);
}

Result<RepositoryTag> repositoryTagFromJson(const QByteArray &json, JsonMemory &memory,
                                            const QDateTime &now)
{
    const FlatShape<RepositoryTag> shape{
        .keyName = "Digest"_L1, .key = &RepositoryTag::digest, .fields = repositoryTagFields};
    return readFlat(json, memory, shape, now).map([](std::pair<RepositoryTag, QString> read) {
        read.first.requestId = read.second;
        return read.first;
    });
}
