#pragma once

#include "operations.h"

#include <QByteArray>

class JsonMemory;

/// A reply of ListNamespace. What of it cannot be read is counted in it.
Result<RegistryNamespacePage> namespacePageFromJson(const QByteArray &json, JsonMemory &memory,
                                                    const QDateTime &now);
/// A reply of ListRepository. What of it cannot be read is counted in it.
Result<RepositoryPage> repositoryPageFromJson(const QByteArray &json, JsonMemory &memory,
                                              const QDateTime &now);
/// A reply of GetRepository.
Result<Repository> repositoryFromJson(const QByteArray &json, JsonMemory &memory,
                                      const QDateTime &now);
/// A reply of ListRepoTag. What of it cannot be read is counted in it.
Result<RepositoryTagPage> repositoryTagPageFromJson(const QByteArray &json, JsonMemory &memory,
                                                    const QDateTime &now);
/// A reply of GetRepoTag. Without a digest it says nothing.
Result<RepositoryTag> repositoryTagFromJson(const QByteArray &json, JsonMemory &memory,
                                            const QDateTime &now);
