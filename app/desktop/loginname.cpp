#include "loginname.h"

#include <pwd.h>
#include <unistd.h>

QString loginName()
{
    // Before there is another thread that asks.
    const passwd *entry = getpwuid(getuid()); // NOLINT(concurrency-mt-unsafe)
    if (entry == nullptr)
        return {};
    const QString full = QString::fromLocal8Bit(entry->pw_gecos).section(u',', 0, 0).trimmed();
    return full.isEmpty() ? QString::fromLocal8Bit(entry->pw_name) : full;
}
