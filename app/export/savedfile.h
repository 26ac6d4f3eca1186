#pragma once

class MessageBar;
class QByteArray;
class QString;

/// Writes the file, all of it or nothing, and says in \p bar what became of it.
void saveAndTell(const QString &path, const QByteArray &bytes, MessageBar &bar);
