#include "standardstreams.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

void reserveStandardStreams()
{
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(number, F_GETFD) != -1 || errno != EBADF)
            continue;
        // open() takes the lowest free number. Opened the other way round, so that use fails.
        const int mode = number == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        [[maybe_unused]] const int opened = ::open("/dev/null", mode);
    }
}

int printText(std::FILE *stream, const QString &text)
{
    errno = 0;
    if (std::fputs(text.toUtf8().constData(), stream) != EOF && std::fflush(stream) == 0)
        return 0;
    const std::string reason = std::generic_category().message(errno);
    std::fprintf(stderr, "sync-dashboard: cannot write: %s\n", reason.c_str());
    return 1;
}
