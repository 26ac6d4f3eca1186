#pragma once

#include <QString>
#include <QStringList>

#include <optional>

/// \p command in words, as a POSIX shell splits it: by blanks outside quotation marks; a backslash
/// takes away the meaning of what follows, in double quotation marks only of ", \, $ and `. Nothing
/// is expanded. Empty where a quotation mark is not closed, or nothing follows a backslash.
/// Source: process_command of the vendor's SDKs (acr-api.md, section 3.4).
std::optional<QStringList> commandWords(const QString &command);
