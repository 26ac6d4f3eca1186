#include "benchprofile.h"

#include "benchmarks.h"
#include "benchserver.h"
#include "xdisplay.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

QProcessEnvironment BenchProfile::environment(const XDisplay *display) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s,
                                u"XDG_STATE_HOME"_s, u"QT_QPA_PLATFORMTHEME"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, m_home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_home.path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"sync.ui.info=true"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"SYNC_DASHBOARD_DEBUGGABLE"_s, u"1"_s); // its memory is looked at
    if (display)
        display->addTo(environment);
    return environment;
}

void BenchProfile::write(const QString &file, const QByteArray &text) const
{
    QDir().mkpath(QFileInfo(path(file)).path());
    QFile written(path(file));
    if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size())
        qWarning("%s cannot be written", qPrintable(path(file)));
}

void BenchProfile::showAllTimes() const
{
    write(u".config/SyncDashboard/sync-dashboard.ini"_s,
          "[view]\nchartRange=all\nrefreshSeconds=10\n");
}

QString BenchProfile::historyFile() const
{
    return path(u".local/share/SyncDashboard/sync-dashboard/history.sqlite"_s);
}

void BenchProfile::replaceHistory(int tasks) const
{
    removeHistory();
    QDir().mkpath(QFileInfo(historyFile()).path());
    writeHistory(historyFile(), tasks);
}

void BenchProfile::removeHistory() const
{
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(historyFile() + end);
}

void addKey(QProcessEnvironment &environment, const BenchServer &server)
{
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, server.keyId());
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, server.keySecret());
}

QStringList windowArguments(const BenchServer &server)
{
    return {u"--endpoint"_s, server.endpoint(), u"--region"_s, server.instance().regionId};
}
