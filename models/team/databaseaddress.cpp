#include "databaseaddress.h"

#include <QFile>
#include <QHash>
#include <QStringList>

#include <algorithm>
#include <array>
#include <libpq-fe.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr auto usualPort = "5432"_L1; // PostgreSQL 15, libpq: port
constexpr auto socketFolder = "/var/run/postgresql"_L1;
constexpr auto authoritiesOfDebian = "/etc/ssl/certs/ca-certificates.crt"_L1;

struct OptionsDeleter {
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};

struct MessageDeleter {
    void operator()(char *message) const { PQfreemem(message); }
};

tl::unexpected<ApiError> refused(const QString &message)
{
    return tl::unexpected(ApiError{.kind = ApiError::Kind::Configuration,
                                   .code = u"InvalidDatabaseAddress"_s,
                                   .message = message});
}

// What may stand in an address. The rest either opens a way around what is checked here, or is this
// program's own business.
constexpr std::array allowedParameters = {
    "user"_L1,
    "host"_L1,
    "port"_L1,
    "dbname"_L1,
    "sslmode"_L1,
    "sslrootcert"_L1,
    "sslcert"_L1,
    "sslkey"_L1,
    "sslcrl"_L1,
    "passfile"_L1,
    "target_session_attrs"_L1,
};

/// Each of \p hosts, which may be a list, is a socket or a loopback address.
bool areAllLocal(const QString &hosts)
{
    const QStringList names = hosts.split(u',');
    return std::ranges::all_of(names, [](const QString &name) {
        return name.isEmpty() || name.startsWith(u'/') || name == u"localhost" ||
               name == u"127.0.0.1" || name == u"::1";
    });
}

QString quoted(const QString &value)
{
    QString text = value;
    text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + text + u'\'';
}

Result<QHash<QString, QString>> parametersOf(const QString &uri)
{
    char *found = nullptr;
    const std::unique_ptr<PQconninfoOption, OptionsDeleter> options(
        PQconninfoParse(uri.toUtf8().constData(), &found));
    const std::unique_ptr<char, MessageDeleter> message(found);
    if (!options) // its message may repeat a password
        return refused(u"it cannot be read; write it as postgresql://host/database"_s);
    QHash<QString, QString> parameters;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (option->val)
            parameters.insert(QString::fromUtf8(option->keyword), QString::fromUtf8(option->val));
    }
    return parameters;
}

/// Host, port where it is not the usual one, and name of the database.
QString placeOf(const QHash<QString, QString> &parameters)
{
    const QString port = parameters.value(u"port"_s, usualPort);
    const QString host = parameters.value(u"host"_s);
    return (port == usualPort ? host : host + u':' + port) + u'/' + parameters.value(u"dbname"_s);
}

/// As in a URI; empty where none is named.
QString userPart(const QHash<QString, QString> &parameters)
{
    const QString user = parameters.value(u"user"_s);
    return user.isEmpty() ? user : user + u'@';
}

} // namespace

bool isDatabaseUri(const QString &text)
{
    return text.startsWith("postgresql://"_L1) || text.startsWith("postgres://"_L1);
}

Result<DatabaseAddress> databaseAddress(const QString &uri)
{
    if (!isDatabaseUri(uri))
        return refused(u"write it as postgresql://host/database"_s);
    Result<QHash<QString, QString>> parsed = parametersOf(uri);
    if (!parsed)
        return tl::unexpected(parsed.error());
    QHash<QString, QString> &parameters = *parsed;
    if (parameters.contains(u"password"_s) || parameters.contains(u"sslpassword"_s))
        return refused(u"leave the password out of it: PGPASSFILE, ~/.pgpass or PGPASSWORD"
                       " tell it"_s);
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        if (std::ranges::find(allowedParameters, it.key()) == allowedParameters.end())
            return refused(u"it may not say "_s + it.key());
    }
    if (parameters.value(u"host"_s).isEmpty()) // else PGHOST would say it, unchecked
        parameters.insert(u"host"_s, socketFolder);
    const bool isLocal = areAllLocal(parameters.value(u"host"_s));
    if (!isLocal) {
        if (parameters.value(u"sslmode"_s, u"verify-full"_s) != u"verify-full")
            return refused(u"sslmode is verify-full for a server beyond this computer"_s);
        parameters.insert(u"sslmode"_s, u"verify-full"_s);
        if (!parameters.contains(u"sslrootcert"_s) && QFile::exists(authoritiesOfDebian))
            parameters.insert(u"sslrootcert"_s, authoritiesOfDebian);
    }
    QStringList words;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        words.append(it.key() + u'=' + quoted(it.value()));
    words.sort(); // the same address gives the same text
    const QString name = placeOf(parameters);
    return DatabaseAddress{.parameters = words.join(u' '),
                           .shown = u"postgresql://"_s + userPart(parameters) + name,
                           .name = name};
}
