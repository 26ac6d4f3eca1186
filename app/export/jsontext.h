#pragma once

#include <QByteArray>
#include <QStringView>

/// Appends \p text as a string of JSON (RFC 8259), in UTF-8. Characters that a terminal would obey,
/// or that turn the text around them, are written as \u and their number.
void appendJsonText(QByteArray &json, QStringView text);
