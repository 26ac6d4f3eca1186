#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

/// The keys of an ini file's section, in lower case, with their values.
using IniSection = QHash<QString, QString>;

/// The section \p name of \p text, as the vendor's SDKs write it: "key = value" lines; "#" and ";"
/// begin a comment at the start of a line or after a blank; a value may stand in quotation marks.
/// Empty where there is no such section. (QSettings would make lists of values with commas.)
std::optional<IniSection> iniSection(const QByteArray &text, const QString &name);
