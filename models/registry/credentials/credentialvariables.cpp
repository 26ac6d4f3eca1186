#include "credentialvariables.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

QString variableOf(const QProcessEnvironment &environment, QLatin1StringView name)
{
    for (const QLatin1StringView prefix : variablePrefixes) {
        QString value = environment.value(prefix + name).trimmed();
        if (!value.isEmpty())
            return value;
    }
    return {};
}

bool isSwitchedOn(const QProcessEnvironment &environment, QLatin1StringView name)
{
    const QString value = variableOf(environment, name);
    return value.compare("true"_L1, Qt::CaseInsensitive) == 0 || value == "1"_L1;
}
