#pragma once

#include "registryinstance.h"

class QComboBox;

// A box in which an instance is chosen, or its id is typed: each entry's data is an id.

/// "hub-hangzhou · Hangzhou".
QString instanceEntry(const RegistryInstance &instance);
/// The data of the entry that the text names, or what was typed.
QString chosenIn(const QComboBox &box);
