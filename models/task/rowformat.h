#pragma once

#include <QtGlobal>

/// Formats of files with rows. CSV is by RFC 4180 with a byte order mark; a text that a spreadsheet
/// would run as a formula begins with an apostrophe there, see spreadsheetcell.h. NDJSON is an
/// object a line.
enum class RowFormat : quint8 { Csv, Json, Ndjson, Markdown };
