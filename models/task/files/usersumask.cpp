#include "usersumask.h"

#include <sys/stat.h>

namespace {

constexpr mode_t privateUmask = 077;

/// As it was when the process began; empty where it still is. The umask is the process's, and so is
/// this.
std::optional<mode_t> &umaskOfUser()
{
    static std::optional<mode_t> umask;
    return umask;
}

} // namespace

void keepFilesPrivate()
{
    const mode_t before = ::umask(privateUmask);
    if (!umaskOfUser())
        umaskOfUser() = before;
}

UsersUmask::UsersUmask()
{
    if (const std::optional<mode_t> users = umaskOfUser())
        m_before = ::umask(*users);
}

UsersUmask::~UsersUmask()
{
    if (m_before)
        ::umask(*m_before);
}
