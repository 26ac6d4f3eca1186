#include "apierror.h"

#include "printable.h"
#include "redaction.h"

#include <QStringList>

using namespace Qt::StringLiterals;

bool ApiError::isTransient() const
{
    switch (kind) {
    case Kind::Network:
    case Kind::Timeout:
    case Kind::Throttled:
    case Kind::Server:
        return true;
    case Kind::Credential:
    case Kind::Permission:
    case Kind::NotFound:
    case Kind::Request:
    case Kind::Protocol:
    case Kind::Configuration:
        break;
    }
    return false;
}

bool ApiError::isRefusal() const
{
    return !isTransient() && kind != Kind::Protocol; // what came was no answer
}

bool ApiError::isSameFault(const ApiError &other) const
{
    return isRefusal() ? kind == other.kind : !other.isRefusal();
}

QString technicalLine(const ApiError &error)
{
    QStringList facts;
    if (!error.code.isEmpty())
        facts << u"code "_s + error.code;
    if (error.httpStatus != 0)
        facts << u"HTTP "_s + QString::number(error.httpStatus);
    if (!error.requestId.isEmpty())
        facts << u"request id "_s + error.requestId;
    if (!error.host.isEmpty())
        facts << u"host "_s + error.host;

    QString line;
    if (!error.account.isEmpty())
        line += u"profile '"_s + shownName(error.account) + u"': "_s;
    if (!error.operation.isEmpty())
        line += error.operation + u": "_s;
    line +=
        error.message.isEmpty() ? u"failed without a reason given"_s : error.message.simplified();
    if (error.isRetryWithheld)
        line += u"; no further attempt: too many have failed lately"_s;
    if (!facts.isEmpty())
        line += u" ("_s + facts.join(u", "_s) + u')';
    return printable(line); // most of it is a server's or a file's
}
