#include "filebytes.h"
#include "require.h"
#include "settingsfile.h"

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

} // namespace

/// The file of the settings: whatever it holds, what is loaded makes sense, and it can be saved.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const FileBytes file(u"settings.ini"_s);
    file.put({data, static_cast<qsizetype>(size)});
    SettingsFile settingsFile(file.path());
    Settings settings = settingsFile.load(now);
    require(settings.refreshInterval.count() >= 0, "nothing is refreshed before now");
    require(!settings.notificationsPausedUntil.isValid() || settings.notificationsPausedUntil > now,
            "a pause ends later than now");
    settings.language = settings.language == u"en"_s ? u"zh_CN"_s : u"en"_s;
    require(settingsFile.save(settings).has_value(), "settings can be saved");
    SettingsFile other(file.path());
    require(other.load(now) == settings, "what was saved is loaded");
    return 0;
}
