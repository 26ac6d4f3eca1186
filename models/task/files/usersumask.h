#pragma once

#include <QtGlobal>

#include <optional>
#include <sys/types.h>

/// From now on nobody but the owner may use what this process makes, unless it asks for more.
/// Called once, before the process has threads.
void keepFilesPrivate();

/// While it lives, files are made with the permissions that the user's own umask leaves: for files
/// that are the user's and not this program's, and for programs that are started for the user (a
/// browser, a process_command). The umask is one of the whole process: what other threads make
/// meanwhile must name its permissions.
class UsersUmask final {
public:
    UsersUmask();
    ~UsersUmask();
    Q_DISABLE_COPY_MOVE(UsersUmask)

private:
    std::optional<mode_t> m_before; ///< empty: it was the user's
};
