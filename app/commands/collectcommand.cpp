#include "collectcommand.h"

#include "metricsserver.h"
#include "printable.h"
#include "quitsignals.h"
#include "servicenotice.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QUuid>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

/// Says to people where it runs.
QString newHolder()
{
    return u"%1, process %2, %3"_s.arg(QSysInfo::machineHostName())
        .arg(QCoreApplication::applicationPid())
        .arg(QUuid::createUuid().toString(QUuid::WithoutBraces).left(8));
}

} // namespace

int runCollect(const CollectOptions &options, Clock &clock, const Collector::Connect &connect,
               QIODevice &errors)
{
    const QuitSignals signalsOfSystem;
    if (!signalsOfSystem.isWatching()) {
        errors.write("sync-dashboard: signals cannot be watched\n");
        return 1;
    }
    Preferences preferences;
    preferences.historyDays = static_cast<int>(options.keep.count());
    const Collector::Options choices{.database = options.database,
                                     .holder = newHolder(),
                                     .program = u"Image Sync Dashboard "_s +
                                                QCoreApplication::applicationVersion(),
                                     .version = QCoreApplication::applicationVersion(),
                                     .collection = {.refreshInterval = options.refreshInterval,
                                                    .preferences = preferences,
                                                    .database = options.database.shown}};
    Collector collector(clock, choices, connect, [&errors](const QString &line) {
        errors.write("sync-dashboard: " + printable(line).toUtf8() + '\n');
    });
    QObject::connect(&collector, &Collector::stateChanged, &collector,
                     [&collector] { tellServiceReady(collector.stateText()); });
    QObject::connect(&signalsOfSystem, &QuitSignals::received, &collector,
                     [&collector](int signal) {
                         if (signal != SIGHUP)
                             return QCoreApplication::exit(0);
                         tellServiceReloading(collector.stateText());
                         collector.reload();
                         tellServiceReady(collector.stateText());
                     });
    MetricsServer server({.measure = [&] { return collector.measured(options.choice); },
                          .unreadiness = [&] { return collector.unreadiness(); }},
                         clock);
    if (options.metrics) {
        const QHostAddress address(options.metrics->address);
        const Result<quint16> port = server.openOn(address, options.metrics->port);
        if (!port) {
            errors.write("sync-dashboard: --metrics: " + printable(port.error().message).toUtf8() +
                         '\n');
            return 1;
        }
        const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
        const QString host = isIpv6 ? u"[%1]"_s.arg(address.toString()) : address.toString();
        errors.write("sync-dashboard: metrics at http://" + host.toUtf8() + ':' +
                     QByteArray::number(*port) + "/metrics\n");
    }
    collector.start();
    const int code = QCoreApplication::exec();
    tellServiceStopping();
    return code;
}
