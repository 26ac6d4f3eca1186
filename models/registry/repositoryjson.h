#pragma once

#include "repositorysource.h"

#include <QByteArray>

class JsonMemory;

/// A reply of ListRepository. An error names the field that is not as the API promises.
Result<RepositoryPage> repositoryPageFromJson(const QByteArray &json, JsonMemory &memory);
/// A reply of GetRepository.
Result<Repository> repositoryFromJson(const QByteArray &json, JsonMemory &memory);
/// A reply of GetRepoTag. Without a digest it says nothing.
Result<RepositoryTag> repositoryTagFromJson(const QByteArray &json, JsonMemory &memory);
