#pragma once

#include "synctask.h"
#include "word.h"

#include <QString>

/// The word as every engine keeps it: what was said, or our name for it.
template<typename Enum>
QString storedWord(const Word<Enum> &word)
{
    return word.isGiven() ? word.text : wireName(word.value);
}
