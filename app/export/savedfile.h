#pragma once

class QByteArray;
class QString;
class SavedBar;

/// Writes the file, all of it or nothing, and says in \p bar what became of it.
void saveAndTell(const QString &path, const QByteArray &bytes, SavedBar &bar);
