#include "processguard.h"

#include "usersumask.h"

#include <QByteArray>

#include <sys/prctl.h>
#include <sys/resource.h>

void guardProcess()
{
    keepFilesPrivate();
    if (qgetenv(debuggableVariable) == "1")
        return;
    // Neither fails for a process that lowers its own limits.
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
