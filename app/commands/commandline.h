#pragma once

#include "connectionoptions.h"
#include "databaseaddress.h"
#include "listenaddress.h"
#include "metricschoice.h"
#include "metricsformat.h"
#include "simulatedfaults.h"
#include "synctask.h"
#include "taskquery.h"
#include "theme.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <QTimeZone>
#include <QUrl>

#include <chrono>
#include <optional>
#include <variant>

class QDateTime;

enum class ListFormat { Table, Json, Ndjson, Csv };

/// A history that is searched instead of a registry.
struct SearchedHistory {
    QString file{};
    std::optional<DatabaseAddress> database{}; ///< in the place of a file

    [[nodiscard]] QString shown() const { return database ? database->shown : file; }
};

/// sync-dashboard list
struct ListOptions {
    ConnectionOptions connection{};
    QString instanceId{}; ///< empty: all instances of the regions
    TaskQuery query{};
    QTimeZone zone{}; ///< of times without an offset; not valid: that of this computer
    ListFormat format = ListFormat::Table;
    /// "is:failed,stuck": a task that the query finds and that is in one of these states makes the
    /// exit code 3. Empty: none does.
    TaskQuery failOn{};
    std::optional<SearchedHistory> history{}; ///< empty: the registry is asked
};

/// sync-dashboard report
struct ReportOptions {
    ListOptions list{}; ///< the query has the period among its conditions
    QString pdf{};      ///< file; empty: none
    QString html{};
    QString language{}; ///< "en" or "zh_CN"; empty: the system's
};

/// sync-dashboard metrics
struct MetricsOptions {
    ConnectionOptions connection{};
    QString instanceId{}; ///< empty: all instances of the regions
    QString textfile{};   ///< empty: standard output
    MetricsFormat format = MetricsFormat::Text;
    MetricsChoice choice{};
};

/// sync-dashboard diagnose
struct DiagnoseOptions {
    ConnectionOptions connection{};
};

/// sync-dashboard collect
struct CollectOptions {
    ConnectionOptions connection{};
    DatabaseAddress database{};
    std::chrono::days keep{400}; ///< how long tasks stay in the database
    std::chrono::seconds refreshInterval{30};
    int restRequests = 30;                  ///< a minute for each account, see RestBudget
    std::optional<ListenAddress> metrics{}; ///< where a monitoring system may ask
    QUrl alertmanager{};                    ///< where alerts are sent; empty: nowhere
    MetricsChoice choice{};
};

/// sync-dashboard keychain
struct KeychainOptions {
    enum class Action : quint8 { List, Add, Remove };

    Action action = Action::List;
    QString name{};        ///< of the entry
    QString accessKeyId{}; ///< to be added; the secret is never an argument
};

/// sync-dashboard simulate
struct SimulateOptions {
    QString address{};
    quint16 port = 0;
    int tasks = 0;
    quint64 seed = 0;
    int instances = 0;
    double ratePerMinute = 0;
    QString securityToken{}; ///< empty: the key needs none
    std::chrono::milliseconds latency{0};
    SimulatedFaults faults{};
};

/// sync-dashboard snapshot
struct SnapshotOptions {
    WindowOptions window{};
    QString file{};
    QSize size{};
    double scale = 1;
    ThemeChoice theme = ThemeChoice::Light;
    QString language{}; ///< "en" or "zh_CN"; empty: the system's
};

/// Something to print, then end: help, version.
struct TextToPrint {
    QString text{};
};

/// What the command line lacks; exit code 2.
struct UsageError {
    QString message{};
};

using Command = std::variant<WindowOptions, ListOptions, ReportOptions, MetricsOptions,
                             DiagnoseOptions, CollectOptions, KeychainOptions, SimulateOptions,
                             SnapshotOptions, TextToPrint, UsageError>;

/// What \p arguments (the program's name first) ask for, at the time \p now.
Command parseCommandLine(const QStringList &arguments, const QDateTime &now);
