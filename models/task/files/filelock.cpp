#include "filelock.h"

#include "privatefile.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSysInfo>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto pollInterval = 20ms;
// Whoever may enter the folder can take the lock that another user left behind, as root's: a file
// that is opened for reading can be locked, too. It holds no more than who holds it.
constexpr mode_t lockMode = 0644;
// Another process may remove the file between the opening and the lock, but not each time.
constexpr int mostRemovals = 10;

bool isRegular(int file)
{
    struct stat status = {};
    return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

/// The open file is still the one with this name.
bool isNamed(int file, const QByteArray &path)
{
    struct stat open = {};
    struct stat named = {};
    return ::fstat(file, &open) == 0 && ::stat(path.constData(), &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/// Whatever the umask left of its mode.
void widen(int file)
{
    struct stat status = {};
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
        (status.st_mode & lockMode) != lockMode)
        (void)::fchmod(file, lockMode);
}

int openFile(const QByteArray &path)
{
    // A pipe in its place must not block, and a link must not point at another file.
    const int flags = O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW;
    int file = ::open(path.constData(), O_RDWR | O_CREAT | flags, lockMode);
    if (file >= 0)
        widen(file);
    if (file < 0 && errno == EACCES) { // left behind by another user
        file = ::open(path.constData(), O_RDONLY | flags);
        if (file < 0)
            errno = EACCES; // that there is no file is not the reason
    }
    return file;
}

} // namespace

FileLock::FileLock(QString path) : m_path(std::move(path)) {}

FileLock::~FileLock()
{
    unlock();
}

FileLock::Outcome FileLock::tryLock(std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    Outcome outcome = tryOnce();
    while (outcome == Outcome::HeldByAnother && !deadline.hasExpired()) {
        std::this_thread::sleep_for(pollInterval);
        outcome = tryOnce();
    }
    return outcome;
}

FileLock::Outcome FileLock::tryOnce()
{
    if (m_file >= 0)
        return Outcome::Locked;
    const QByteArray path = QFile::encodeName(m_path);
    for (int attempt = 0; attempt < mostRemovals; ++attempt) {
        m_file = openFile(path);
        if (m_file < 0)
            return failed();
        if (::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
            const bool isHeld = errno == EWOULDBLOCK;
            const Outcome outcome = isHeld ? Outcome::HeldByAnother : failed();
            ::close(std::exchange(m_file, -1));
            return outcome;
        }
        if (isNamed(m_file, path))
            break;
        ::close(std::exchange(m_file, -1));
    }
    if (m_file < 0)
        return Outcome::HeldByAnother;
    const QByteArray note =
        u"process %1 on %2\n"_s.arg(::getpid()).arg(QSysInfo::machineHostName()).toUtf8();
    // For the reader of a message only: the lock holds without it.
    if (isRegular(m_file) && ::ftruncate(m_file, 0) == 0) [[maybe_unused]]
        const ssize_t written =
            ::pwrite(m_file, note.constData(), static_cast<std::size_t>(note.size()), 0);
    return Outcome::Locked;
}

FileLock::Outcome FileLock::failed()
{
    m_error = errno == ELOOP ? symbolicLinkText() : qt_error_string(errno);
    return Outcome::Failed;
}

void FileLock::unlock()
{
    if (m_file < 0)
        return;
    const QByteArray path = QFile::encodeName(m_path);
    if (isRegular(m_file) && isNamed(m_file, path)) // not what another process made meanwhile
        ::unlink(path.constData());
    ::close(std::exchange(m_file, -1));
}

QString FileLock::holder() const
{
    const int file =
        ::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return {};
    std::array<char, 200> bytes{};
    const ssize_t length = isRegular(file) ? ::read(file, bytes.data(), bytes.size()) : 0;
    ::close(file);
    const QString text = QString::fromUtf8(bytes.data(), length > 0 ? length : 0);
    return text.section(u'\n', 0, 0).simplified();
}
