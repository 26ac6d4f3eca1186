#include "credentialtrail.h"

#include "printable.h"

using namespace Qt::StringLiterals;

QStringList technicalLines(const CredentialTrail &trail)
{
    QStringList lines;
    for (const CredentialStep &step : trail.steps) {
        const QString outcome =
            step.reason ? step.reason->message + u" ("_s + step.reason->code + u')' : u"used"_s;
        lines << printable(u"tried %1: %2"_s.arg(step.name, outcome).simplified());
    }
    return lines;
}
