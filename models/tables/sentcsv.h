#pragma once

#include "sentaction.h"

/// For a file that other programs read, by RFC 4180: names and words are not of a language.
QString sentCsvTitles();
QString sentCsvLine(const SentAction &action);
