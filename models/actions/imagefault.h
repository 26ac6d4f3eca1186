#pragma once

#include <QString>

// What is wrong with the parts of an image's name, in the user's language; empty where nothing is.

/// Of a namespace, which is one part, or of a repository, which may have several. An empty one has
/// no fault.
QString imageNameFault(const QString &name, bool hasParts);
/// As the reference grammar of registries has it: [A-Za-z0-9_][A-Za-z0-9_.-]{0,127}. An empty tag
/// has no fault.
QString tagFault(const QString &tag);
