#include "credentialtrail.h"

#include "printable.h"

using namespace Qt::StringLiterals;

namespace {

QString lineOf(const CredentialStep &step)
{
    const QString outcome =
        step.reason ? step.reason->message + u" ("_s + step.reason->code + u')' : u"used"_s;
    return printable(u"tried %1: %2"_s.arg(step.name, outcome).simplified());
}

} // namespace

QStringList technicalLines(const CredentialTrail &trail)
{
    QStringList lines;
    for (const CredentialStep &step : trail.steps)
        lines << lineOf(step);
    return lines;
}

QStringList remarkableLines(const CredentialTrail &trail)
{
    QStringList lines;
    for (const CredentialStep &step : trail.steps) {
        if (step.reason && step.reason->code != "NoCredentials"_L1)
            lines << lineOf(step);
    }
    return lines;
}
