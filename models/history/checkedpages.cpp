#include "checkedpages.h"

#include <QtEndian>

#include <array>
#include <cstring>
#include <sqlite3.h>

namespace {

// Where a database's header has what. Source: SQLite's description of its file format.
constexpr int beginningSize = 100;
constexpr qsizetype pageSizeOffset = 16;
constexpr qsizetype roomOffset = 20; ///< of the bytes at the end of each page

constexpr int checksumSize = 8;
constexpr int largestPage = 65'536;

constexpr int askReadError = 10'001; ///< an operation of our own; SQLite's end at 100

/// The file of SQLite's own behind ours lies right behind this.
struct CheckedFile {
    sqlite3_file base; ///< what SQLite knows of it
    int pageSize;      ///< 0: not known, or its pages have no checksums
    int readError;     ///< the first
};
static_assert(sizeof(CheckedFile) % alignof(std::max_align_t) == 0);

CheckedFile &checked(sqlite3_file *file)
{
    return *reinterpret_cast<CheckedFile *>(file);
}

sqlite3_file *behind(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(&checked(file) + 1);
}

/// The calls that \p file is passed on to.
const sqlite3_io_methods &callsBehind(sqlite3_file *file)
{
    return *behind(file)->pMethods;
}

/// Two sums of 32 bits, so that neither a changed word nor two that changed places have the same.
/// They do not begin with zero, or a page that was lost, and is zeros now, would be right.
std::array<char, checksumSize> checksumOf(const char *page, int pageSize)
{
    quint32 sum = 1;
    quint32 sumOfSums = 1;
    for (const char *word = page; word < page + pageSize - checksumSize; word += sizeof sum) {
        sum += qFromLittleEndian<quint32>(word);
        sumOfSums += sum;
    }
    std::array<char, checksumSize> checksum{};
    qToLittleEndian(sum, checksum.data());
    qToLittleEndian(sumOfSums, checksum.data() + sizeof sum);
    return checksum;
}

/// What the beginning of the file, when it is read or written, says of its pages.
void learnPageSize(CheckedFile &file, const char *bytes, int count, sqlite3_int64 offset)
{
    if (offset != 0 || count < beginningSize)
        return;
    constexpr int writtenForLargest = 1;
    const int pageSize = qFromBigEndian<quint16>(bytes + pageSizeOffset);
    if (!hasChecksums({bytes, count}))
        file.pageSize = 0;
    else
        file.pageSize = pageSize == writtenForLargest ? largestPage : pageSize;
}

/// SQLite reads and writes a file of pages by whole ones, but for the header.
bool isPage(const CheckedFile &file, int count)
{
    return file.pageSize > 0 && count == file.pageSize;
}

/// \p code, which is kept if it is an error. Less than was asked for is none: a new file is empty.
int noteRead(CheckedFile &file, int code)
{
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ && file.readError == SQLITE_OK)
        file.readError = code;
    return code;
}

int closeFile(sqlite3_file *file)
{
    return callsBehind(file).xClose(behind(file));
}

int readFile(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
    const int code = callsBehind(file).xRead(behind(file), bytes, count, offset);
    if (code != SQLITE_OK)
        return noteRead(checked(file), code);
    const char *page = static_cast<const char *>(bytes);
    learnPageSize(checked(file), page, count, offset);
    if (!isPage(checked(file), count))
        return SQLITE_OK;
    const auto checksum = checksumOf(page, count);
    const char *found = page + count - checksumSize;
    const bool isSound = std::memcmp(found, checksum.data(), checksumSize) == 0;
    return noteRead(checked(file), isSound ? SQLITE_OK : SQLITE_IOERR_DATA);
}

int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    const char *page = static_cast<const char *>(bytes);
    learnPageSize(checked(file), page, count, offset);
    if (!isPage(checked(file), count))
        return callsBehind(file).xWrite(behind(file), bytes, count, offset);
    std::array<char, largestPage>
        copy; // NOLINT(*-member-init): all that is written is copied to it
    std::memcpy(copy.data(), page, static_cast<std::size_t>(count));
    const auto checksum = checksumOf(page, count);
    std::memcpy(copy.data() + count - checksumSize, checksum.data(), checksumSize);
    return callsBehind(file).xWrite(behind(file), copy.data(), count, offset);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return callsBehind(file).xTruncate(behind(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    return callsBehind(file).xSync(behind(file), flags);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return callsBehind(file).xFileSize(behind(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return callsBehind(file).xLock(behind(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return callsBehind(file).xUnlock(behind(file), level);
}

int checkLockOfFile(sqlite3_file *file, int *isReserved)
{
    return callsBehind(file).xCheckReservedLock(behind(file), isReserved);
}

int controlFile(sqlite3_file *file, int operation, void *argument)
{
    if (operation != askReadError)
        return callsBehind(file).xFileControl(behind(file), operation, argument);
    *static_cast<int *>(argument) = checked(file).readError;
    return SQLITE_OK;
}

int sectorSizeOfFile(sqlite3_file *file)
{
    return callsBehind(file).xSectorSize(behind(file));
}

int characteristicsOfFile(sqlite3_file *file)
{
    // Later versions of SQLite read a part of a page where they may, past its checksum.
    constexpr int mayReadParts = 0x8000; // SQLITE_IOCAP_SUBPAGE_READ
    return callsBehind(file).xDeviceCharacteristics(behind(file)) & ~mayReadParts;
}

int mapShared(sqlite3_file *file, int region, int size, int extends, volatile void **memory)
{
    return callsBehind(file).xShmMap(behind(file), region, size, extends, memory);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return callsBehind(file).xShmLock(behind(file), offset, count, flags);
}

void barrierShared(sqlite3_file *file)
{
    callsBehind(file).xShmBarrier(behind(file));
}

int unmapShared(sqlite3_file *file, int deletes)
{
    return callsBehind(file).xShmUnmap(behind(file), deletes);
}

/// With shared memory for the log, without a file mapped to memory, whose pages nobody would look
/// at.
constexpr int ioVersion = 2;
constexpr sqlite3_io_methods ioMethods = {
    ioVersion,
    closeFile,
    readFile,
    writeFile,
    truncateFile,
    syncFile,
    sizeOfFile,
    lockFile,
    unlockFile,
    checkLockOfFile,
    controlFile,
    sectorSizeOfFile,
    characteristicsOfFile,
    mapShared,
    lockShared,
    barrierShared,
    unmapShared,
    nullptr,
    nullptr,
};

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *flagsOut)
{
    sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
        return system->xOpen(system, name, file, flags, flagsOut);
    checked(file).pageSize = 0;
    checked(file).readError = SQLITE_OK;
    const int code = system->xOpen(system, name, behind(file), flags, flagsOut);
    // Also where it failed: what is set is closed.
    file->pMethods = behind(file)->pMethods == nullptr ? nullptr : &ioMethods;
    return code;
}

} // namespace

const char *checkedPages()
{
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs same = *sqlite3_vfs_find(nullptr);
        same.zName = "checkedpages";
        same.szOsFile += int{sizeof(CheckedFile)};
        same.xOpen = openFile;
        return same;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    return registered == SQLITE_OK ? vfs.zName : nullptr;
}

bool hasChecksums(QByteArrayView header)
{
    return header[roomOffset] == checksumSize;
}

void makeRoomForChecksums(sqlite3 *database)
{
    int size = checksumSize;
    sqlite3_file_control(database, "main", SQLITE_FCNTL_RESERVE_BYTES, &size);
}

int firstReadError(sqlite3 *database)
{
    int code = SQLITE_OK;
    sqlite3_file_control(database, "main", askReadError, &code);
    return code;
}
