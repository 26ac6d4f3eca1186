#include "failingdisk.h"

#include <cstddef>

namespace {

/// The file of the system lies right behind this.
struct FailingFile {
    sqlite3_file base;
    FailingDisk *disk;
};
static_assert(sizeof(FailingFile) % alignof(std::max_align_t) == 0);

FailingFile &failing(sqlite3_file *file)
{
    return *reinterpret_cast<FailingFile *>(file);
}

sqlite3_file *systemFile(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(&failing(file) + 1);
}

/// Passes a call of SQLite on to the system's file.
template<auto method, typename... Arguments>
auto passOn(sqlite3_file *file, Arguments... arguments)
{
    return (systemFile(file)->pMethods->*method)(systemFile(file), arguments...);
}

/// The same, unless the disk fails at it.
template<DiskCall call, auto method, typename... Arguments>
int tryTo(sqlite3_file *file, Arguments... arguments)
{
    const int code = failing(file).disk->codeOf(call);
    return code == SQLITE_OK ? passOn<method>(file, arguments...) : code;
}

using Io = sqlite3_io_methods;

constexpr Io methods = {
    .iVersion = 2,
    .xClose = passOn<&Io::xClose>,
    .xRead = tryTo<DiskCall::Read, &Io::xRead>,
    .xWrite = tryTo<DiskCall::Write, &Io::xWrite>,
    .xTruncate = tryTo<DiskCall::Truncate, &Io::xTruncate>,
    .xSync = tryTo<DiskCall::Sync, &Io::xSync>,
    .xFileSize = passOn<&Io::xFileSize>,
    .xLock = tryTo<DiskCall::Lock, &Io::xLock>,
    .xUnlock = passOn<&Io::xUnlock>,
    .xCheckReservedLock = passOn<&Io::xCheckReservedLock>,
    .xFileControl = passOn<&Io::xFileControl>,
    .xSectorSize = passOn<&Io::xSectorSize>,
    .xDeviceCharacteristics = passOn<&Io::xDeviceCharacteristics>,
    .xShmMap = tryTo<DiskCall::MapShared, &Io::xShmMap>,
    .xShmLock = passOn<&Io::xShmLock>,
    .xShmBarrier = passOn<&Io::xShmBarrier>,
    .xShmUnmap = passOn<&Io::xShmUnmap>,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int openFailing(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    auto *disk = static_cast<FailingDisk *>(vfs->pAppData);
    failing(file).disk = disk;
    file->pMethods = nullptr;
    if (const int code = disk->codeOf(DiskCall::Open); code != SQLITE_OK)
        return code;
    sqlite3_vfs *system = sqlite3_vfs_find("unix");
    const int code = system->xOpen(system, name, systemFile(file), flags, flagsOut);
    file->pMethods = systemFile(file)->pMethods == nullptr ? nullptr : &methods;
    return code;
}

} // namespace

FailingDisk::FailingDisk() : m_vfs(*sqlite3_vfs_find("unix"))
{
    m_vfs.zName = "failingdisk";
    m_vfs.szOsFile += int{sizeof(FailingFile)};
    m_vfs.xOpen = openFailing;
    m_vfs.pAppData = this;
    sqlite3_vfs_register(&m_vfs, 1);
}

FailingDisk::~FailingDisk()
{
    sqlite3_vfs_unregister(&m_vfs);
}

void FailingDisk::failAfter(int good, DiskCall call, int code, bool lasting)
{
    m_good = good;
    m_call = call;
    m_code = code;
    m_isLasting = lasting;
    m_hasFailed = false;
}

int FailingDisk::codeOf(DiskCall call)
{
    if (m_code == SQLITE_OK || call != m_call)
        return SQLITE_OK;
    if (m_good > 0) {
        --m_good;
        return SQLITE_OK;
    }
    m_hasFailed = true;
    const int code = m_code;
    if (!m_isLasting)
        m_code = SQLITE_OK;
    return code;
}
