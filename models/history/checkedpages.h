#pragma once

#include <QByteArrayView>

struct sqlite3;

// A page of SQLite's file that changed on the disk is often still a page: a name, a status or a
// whole task would be another one, silently. So each page ends with a checksum, which is looked at
// whenever the page is read.

/// The name of the way to files (SQLite's "VFS") that writes the checksums and looks at them. A
/// page whose checksum is wrong is not read: the error is SQLITE_IOERR_DATA. A file of before,
/// whose pages have no room for them, is read and written as it is. What lies beside the file is
/// left alone: SQLite's log has checksums of its own.
const char *checkedPages();

/// Whether the pages of a file that begins with \p header (at least 100 bytes) end with checksums.
bool hasChecksums(QByteArrayView header);

/// From now on a new file has room for checksums, and an old one is given it by VACUUM. Call it
/// before anything is written.
void makeRoomForChecksums(sqlite3 *database);

/// The first error of SQLite's with which the file could not be read since it was opened: a check
/// of the whole file says only that a page cannot be had. SQLITE_OK: none.
int firstReadError(sqlite3 *database);
