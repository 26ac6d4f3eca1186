#pragma once

#include <QtGlobal>

#include <sqlite3.h>

/// A call of SQLite to its files.
enum class DiskCall { Open, Read, Write, Sync, Truncate, Lock, MapShared };

/// Stands between SQLite and the disk, for all databases that are opened while it lives, and lets
/// one kind of call fail from a certain one on.
class FailingDisk final {
public:
    FailingDisk();
    ~FailingDisk();
    Q_DISABLE_COPY_MOVE(FailingDisk)

    /// After \p good calls of this kind the next fails with \p code; \p lasting: and all after it.
    void failAfter(int good, DiskCall call, int code, bool lasting);
    /// From now on nothing fails.
    void repair() { m_code = SQLITE_OK; }
    /// Whether any call failed since failAfter().
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

    /// The code with which \p call fails now; SQLITE_OK: it does not.
    int codeOf(DiskCall call);

private:
    sqlite3_vfs m_vfs;
    DiskCall m_call = DiskCall::Open;
    int m_good = 0; ///< calls left
    int m_code = SQLITE_OK;
    bool m_isLasting = false;
    bool m_hasFailed = false;
};
