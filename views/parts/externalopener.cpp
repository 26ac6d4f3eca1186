#include "externalopener.h"

#include "usersumask.h"

#include <QDesktopServices>
#include <QUrl>

bool openExternally(const QUrl &url)
{
    const UsersUmask umask;
    return QDesktopServices::openUrl(url);
}
