#include "collectcommand.h"

#include "alertsender.h"
#include "metricsserver.h"
#include "printable.h"
#include "quitsignals.h"
#include "servicenotice.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QUuid>

#include <csignal>
#include <utility>

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
               std::shared_ptr<QNetworkAccessManager> network, QIODevice &errors)
{
    const QuitSignals signalsOfSystem;
    if (!signalsOfSystem.isWatching()) {
        errors.write("sync-dashboard: signals cannot be watched\n");
        return 1;
    }
    Preferences preferences;
    preferences.historyDays = static_cast<int>(options.keep.count());
    preferences.restRequests = options.restRequests;
    const Collector::Options choices{.database = options.database,
                                     .holder = newHolder(),
                                     .program = u"Image Sync Dashboard "_s +
                                                QCoreApplication::applicationVersion(),
                                     .version = QCoreApplication::applicationVersion(),
                                     .collection = {.refreshInterval = options.refreshInterval,
                                                    .preferences = preferences,
                                                    .database = options.database.shown}};
    const auto tell = [&errors](const QString &line) {
        errors.write("sync-dashboard: " + printable(line).toUtf8() + '\n');
    };
    Collector collector(clock, choices, connect, tell);
    AlertSender alerts(clock, {.server = options.alertmanager,
                               .network = std::move(network),
                               .measure = [&]() -> std::optional<std::vector<MetricFamily>> {
                                   if (!collector.isCollecting())
                                       return std::nullopt;
                                   return collector.measured(options.choice);
                               },
                               .isKnown = [&] { return collector.hasRead(); }});
    const auto state = [&] {
        const QString of = collector.stateText();
        return alerts.fault().isEmpty() ? of : of + u"; alerts cannot be sent: "_s + alerts.fault();
    };
    QObject::connect(&collector, &Collector::stateChanged, &collector,
                     [&, wasCollecting = false]() mutable {
                         tellServiceReady(state());
                         const bool isCollecting = collector.isCollecting();
                         if (!std::exchange(wasCollecting, isCollecting) && isCollecting &&
                             !options.alertmanager.isEmpty())
                             alerts.start();
                     });
    QObject::connect(&alerts, &AlertSender::faultChanged, &alerts, [&] {
        tell(alerts.fault().isEmpty()
                 ? u"alerts can be sent again"_s
                 : u"alerts cannot be sent to %1: %2"_s.arg(
                       options.alertmanager.toString(QUrl::RemovePath), alerts.fault()));
        tellServiceReady(state());
    });
    QObject::connect(&signalsOfSystem, &QuitSignals::received, &collector,
                     [&collector, &state](int signal) {
                         if (signal != SIGHUP)
                             return QCoreApplication::exit(0);
                         tellServiceReloading(state());
                         collector.reload();
                         tellServiceReady(state());
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
