#include "commandsettings.h"

#include "ownfiles.h"
#include "printable.h"
#include "settingsfile.h"
#include "standardstreams.h"

using namespace Qt::StringLiterals;

Preferences settingsOfCommands(const QDateTime &now)
{
    SettingsFile file(settingsPath(false));
    const Preferences preferences = file.load(now).preferences;
    if (!file.problem().isEmpty())
        printText(stderr,
                  u"sync-dashboard: the settings %1 cannot be read and do not count: %2\n"_s.arg(
                      printable(file.path()), printable(file.problem())));
    return preferences;
}
