#include "keyvariables.h"

#include "credentialvariables.h"

#include <QByteArray>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

// The names without a beginning are those that the vendor's tool reads too.
constexpr std::array bareNames = {"ACCESS_KEY_ID"_L1, "ACCESS_KEY_SECRET"_L1, "SECURITY_TOKEN"_L1};

constexpr std::array keyWords = {"ACCESS_KEY"_L1,      "SECRET"_L1,      "TOKEN"_L1,
                                 "CREDENTIALS_URI"_L1, "PASSWORD"_L1,    "PASSPHRASE"_L1,
                                 "PRIVATE_KEY"_L1,     "EXTERNAL_ID"_L1, "AUTHORIZATION"_L1};

/// Zeros over the value of \p name where the process was given it: to take a variable out of the
/// environment leaves it there.
void overwriteValue(const QByteArray &name)
{
    if (char *value = std::getenv(name.constData()); value)
        ::explicit_bzero(value, std::strlen(value));
}

} // namespace

bool isKeyVariable(const QString &name)
{
    if (std::ranges::find(bareNames, name) != bareNames.end())
        return true;
    const bool isOurs = std::ranges::any_of(
        variablePrefixes, [&name](QLatin1StringView prefix) { return name.startsWith(prefix); });
    // The path of a file with a token is none.
    return isOurs && !name.endsWith("_FILE"_L1) &&
           std::ranges::any_of(keyWords,
                               [&name](QLatin1StringView word) { return name.contains(word); });
}

QProcessEnvironment environmentWithoutKeys(const QProcessEnvironment &environment)
{
    QProcessEnvironment clean = environment;
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (isKeyVariable(name))
            clean.remove(name);
    }
    return clean;
}

QProcessEnvironment takeEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (!isKeyVariable(name))
            continue;
        const QByteArray key = name.toLocal8Bit();
        overwriteValue(key);
        qunsetenv(key.constData());
    }
    return environment;
}
