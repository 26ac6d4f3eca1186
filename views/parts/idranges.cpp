#include "idranges.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

std::vector<IdRange> idRanges(const QString &sentence)
{
    // Words of the registry with their prefixes, UUIDs, digests and what is left of a shortened
    // one. A number alone is none.
    static const QRegularExpression id(
        uR"((?<![\w-])(?:(?:cri|crr|crsr|rst|rslt|crecr)-[0-9a-z]+)"
        uR"(|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})"
        uR"(|sha256:[0-9a-f]+(?:…[0-9a-f]+)?)"
        uR"(|(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{12,64})(?![\w-]))"_s);
    std::vector<IdRange> ranges;
    for (auto match = id.globalMatch(sentence); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        ranges.push_back({.start = found.capturedStart(), .length = found.capturedLength()});
    }
    return ranges;
}
