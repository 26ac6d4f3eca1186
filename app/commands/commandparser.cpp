#include "commandparser.h"

#include "networksetup.h"

#include <utility>

using namespace Qt::StringLiterals;

CommandParser::CommandParser(QString synopsis) : m_synopsis(std::move(synopsis))
{
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    addFlag(u"help"_s, u"Show this."_s);
}

void CommandParser::add(const QString &name, const QString &description, const QString &valueName,
                        const QString &defaultValue)
{
    m_parser.addOption(QCommandLineOption(name, description, valueName, defaultValue));
}

void CommandParser::addFlag(const QString &name, const QString &description)
{
    m_parser.addOption(QCommandLineOption(name, description));
}

void CommandParser::addConnection()
{
    m_asksRegistry = true;
    add(u"region"_s, u"Region to ask, e.g. cn-hangzhou; may be repeated."_s, u"ID"_s);
    add(u"endpoint"_s, u"Ask this address instead of the region's."_s, u"URL"_s);
    add(u"profile"_s, u"Profile of ~/.aliyun/config.json, or keychain:NAME; may be repeated."_s,
        u"NAME"_s);
    addFlag(u"all-profiles"_s, u"All profiles of ~/.aliyun/config.json at once."_s);
    addFlag(u"vpc"_s, u"Use the region's address inside a virtual private cloud."_s);
    add(u"proxy"_s,
        u"Proxy, e.g. http://proxy.example:8080 or socks5://proxy.example:1080, or 'none'. "
        "Without this option: that of the settings, then of HTTPS_PROXY or ALL_PROXY."_s,
        u"URL"_s);
    add(u"ca-file"_s,
        u"Trust the authorities of this PEM file too. Without this option: those of the "
        "settings' file, then instead of the system's those of SSL_CERT_FILE."_s,
        u"FILE"_s);
}

std::optional<Command> CommandParser::finish(const QStringList &arguments, qsizetype positional)
{
    if (!m_parser.parse(arguments))
        return UsageError{m_parser.errorText()};
    if (m_parser.isSet(u"help"_s))
        return TextToPrint{helpText()};
    if (m_parser.positionalArguments().size() > positional)
        return UsageError{
            u"unexpected argument '%1'"_s.arg(m_parser.positionalArguments().at(positional))};
    if (m_asksRegistry && isSet(u"profile"_s) && isSet(u"all-profiles"_s))
        return UsageError{u"--all-profiles names every profile: leave --profile out"_s};
    return m_asksRegistry ? networkError() : std::nullopt;
}

tl::expected<qint64, QString> CommandParser::wholeNumber(const QString &name, qint64 least,
                                                         qint64 most) const
{
    bool isNumber = false;
    const qint64 number = value(name).toLongLong(&isNumber);
    if (!isNumber || number < least || number > most)
        return tl::unexpected(u"--%1 takes a whole number from %2 to %3, not '%4'"_s.arg(
            name, QString::number(least), QString::number(most), value(name)));
    return number;
}

ConnectionOptions CommandParser::connection() const
{
    return {.regions = values(u"region"_s),
            .endpoint = value(u"endpoint"_s),
            .profiles = values(u"profile"_s),
            .allProfiles = isSet(u"all-profiles"_s),
            .vpc = isSet(u"vpc"_s),
            .proxy = proxy(),
            .caFile = {.text = value(u"ca-file"_s), .origin = u"--ca-file"_s}};
}

/// As with curl, an empty one is none.
NamedValue CommandParser::proxy() const
{
    const QString given = value(u"proxy"_s).trimmed();
    const bool isNone = isSet(u"proxy"_s) && given.isEmpty();
    return {.text = isNone ? NetworkSetup::noProxy.toString() : given, .origin = u"--proxy"_s};
}

/// Never repeats what may hold a password.
std::optional<Command> CommandParser::networkError() const
{
    if (holdsSignIn(value(u"proxy"_s)))
        return UsageError{u"everybody who uses this computer can read arguments: put a proxy "
                          "with user or password into the variable HTTPS_PROXY, and leave "
                          "--proxy out"_s};
    if (isSet(u"ca-file"_s) && value(u"ca-file"_s).isEmpty())
        return UsageError{u"--ca-file needs the name of a file"_s};
    return std::nullopt;
}

QString CommandParser::helpText() const
{
    QString text = m_parser.helpText();
    const qsizetype options = text.indexOf(u"Options:"_s); // past Qt's own first line
    return u"usage: sync-dashboard "_s + m_synopsis + u"\n\n"_s + text.mid(options);
}
