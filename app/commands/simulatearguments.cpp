#include "simulatearguments.h"

#include "commandparser.h"
#include "listenaddress.h"
#include "ramaction.h"
#include "simulatedcatalogue.h"

#include <algorithm>
#include <chrono>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

// With more, the pushes of an instance could not be the 4 ms apart that their tasks take.
constexpr double mostPushesOfInstance = 8'000;
constexpr double mostPushes = 600'000; // what one thread invents and lists
constexpr int longestLatencyMs = 60'000;

/// A whole number of at least \p least; an error text otherwise.
template<typename Number>
std::optional<QString> readNumber(const CommandParser &parser, const QString &name, qint64 least,
                                  qint64 most, Number &target)
{
    const auto number = parser.wholeNumber(name, least, most);
    if (!number)
        return number.error();
    target = static_cast<Number>(*number);
    return std::nullopt;
}

std::optional<QString> readAddress(const QString &listen, SimulateOptions &options)
{
    const auto read = listenAddressFromUser(u"listen"_s, listen);
    if (!read)
        return read.error();
    options.address = read->address;
    options.port = read->port;
    return std::nullopt;
}

std::optional<QString> readRate(const QString &rate, SimulateOptions &options)
{
    bool isRate = false;
    options.ratePerMinute = rate.toDouble(&isRate);
    const double most = std::min(mostPushes, mostPushesOfInstance * options.instances);
    if (isRate && options.ratePerMinute >= 0 && options.ratePerMinute <= most)
        return std::nullopt;
    return u"--rate takes pushes per minute from 0 to %1, not '%2': up to 8000 for each of "
           "--instances, and no more than 600000"_s.arg(QString::number(most, 'f', 0), rate);
}

QString refused(const QString &option, const QString &value, QStringList known)
{
    constexpr qsizetype mostNamed = 20;
    known.sort();
    QString names = known.mid(0, mostNamed).join(u", "_s);
    if (known.size() > mostNamed)
        names += u" and %1 more"_s.arg(known.size() - mostNamed);
    return u"--%1 does not know '%2': there are %3"_s.arg(option, value, names);
}

/// The values of \p option, each of which must be one of \p known.
std::optional<QString> readKnown(const CommandParser &parser, const QString &option,
                                 const QStringList &known, QList<QByteArray> &target)
{
    const QStringList values = parser.values(option);
    for (const QString &value : values) {
        if (!known.contains(value))
            return refused(option, value, known);
        target << value.toLatin1();
    }
    return std::nullopt;
}

QStringList knownPermissions()
{
    QStringList permissions;
    const std::vector<Operation> operations = everyOperation();
    for (const Operation &operation : operations)
        permissions << QString(ramActionOf(operation));
    permissions.removeDuplicates();
    return permissions;
}

/// Sources and destinations.
QStringList knownInstances(const SimulatedCatalogue &catalogue)
{
    QStringList ids;
    for (const SimulatedInstance &instance : catalogue.instances)
        ids << QString::fromLatin1(instance.id);
    for (const SimulatedDestination &destination : catalogue.destinations)
        ids << QString::fromLatin1(destination.instanceId);
    ids.removeDuplicates();
    return ids;
}

QStringList knownRepositories(const SimulatedCatalogue &catalogue)
{
    QStringList names;
    for (const SimulatedRepository &repository : catalogue.repositories)
        names << QString::fromLatin1(repository.namespaceName + '/' + repository.name);
    names.removeDuplicates();
    return names;
}

std::optional<QString> readFaults(const CommandParser &parser, const QDateTime &now,
                                  SimulateOptions &options)
{
    const SimulatedCatalogue catalogue =
        makeCatalogue(options.seed, options.instances, now.toMSecsSinceEpoch());
    SimulatedFaults &faults = options.faults;
    if (auto error = readKnown(parser, u"deny"_s, knownPermissions(), faults.deniedPermissions))
        return error;
    if (auto error =
            readKnown(parser, u"stopped"_s, knownInstances(catalogue), faults.stoppedInstances))
        return error;
    return readKnown(parser, u"immutable"_s, knownRepositories(catalogue),
                     faults.immutableRepositories);
}

} // namespace

Command parseSimulate(const QStringList &arguments, const QDateTime &now)
{
    CommandParser parser(u"simulate [OPTIONS]"_s);
    parser.add(u"listen"_s, u"Loopback address and port; port 0 takes a free one."_s,
               u"ADDRESS:PORT"_s, u"127.0.0.1:0"_s);
    parser.add(u"tasks"_s, u"Tasks that lie in the past at the start."_s, u"N"_s, u"36000"_s);
    parser.add(u"seed"_s, u"The same seed gives the same registry."_s, u"S"_s, u"1"_s);
    parser.add(u"instances"_s, u"Number of instances."_s, u"K"_s, u"3"_s);
    parser.add(u"rate"_s, u"Pushes per minute, each of 1 to 4 tasks."_s, u"PER_MINUTE"_s, u"6"_s);
    parser.add(u"security-token"_s, u"The key is a temporary one, with this token."_s, u"TOKEN"_s);
    parser.add(u"latency"_s, u"Milliseconds before each answer."_s, u"MS"_s, u"0"_s);
    parser.add(u"deny"_s,
               u"A permission that the key does not have, such as cr:CancelRepoSyncTask; may be "
               "repeated."_s,
               u"PERMISSION"_s);
    parser.add(u"stopped"_s, u"An instance that does not run, by its id; may be repeated."_s,
               u"INSTANCE"_s);
    parser.add(u"immutable"_s,
               u"A repository whose tags no destination replaces; may be repeated."_s,
               u"NAMESPACE/NAME"_s);
    if (auto early = parser.finish(arguments, 0))
        return *early;

    SimulateOptions options;
    int latencyMs = 0;
    constexpr qint64 largestSeed = std::numeric_limits<qint64>::max();
    std::optional<QString> error = readAddress(parser.value(u"listen"_s), options);
    if (!error)
        error = readNumber(parser, u"tasks"_s, 0, 10'000'000, options.tasks);
    if (!error)
        error = readNumber(parser, u"seed"_s, 0, largestSeed, options.seed);
    if (!error)
        error = readNumber(parser, u"instances"_s, 1, maximumInstances, options.instances);
    if (!error)
        error = readNumber(parser, u"latency"_s, 0, longestLatencyMs, latencyMs);
    if (!error)
        error = readRate(parser.value(u"rate"_s), options);
    if (!error)
        error = readFaults(parser, now, options);
    if (error)
        return UsageError{*error};
    options.latency = std::chrono::milliseconds(latencyMs);
    options.securityToken = parser.value(u"security-token"_s);
    return options;
}
