#include "receivedrequest.h"

namespace {

QByteArray decoded(QByteArrayView text)
{
    QByteArray plain = text.toByteArray();
    plain.replace('+', ' ');
    return QByteArray::fromPercentEncoding(plain);
}

} // namespace

QByteArray ReceivedRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value.trimmed();
    }
    return {};
}

std::vector<Parameter> parametersOf(QByteArrayView rawQuery)
{
    std::vector<Parameter> parameters;
    while (!rawQuery.isEmpty()) {
        const qsizetype end = rawQuery.indexOf('&');
        const QByteArrayView pair = end < 0 ? rawQuery : rawQuery.first(end);
        const qsizetype equals = pair.indexOf('=');
        if (!pair.isEmpty()) {
            parameters.emplace_back(decoded(equals < 0 ? pair : pair.first(equals)),
                                    equals < 0 ? QByteArray() : decoded(pair.sliced(equals + 1)));
        }
        rawQuery = end < 0 ? QByteArrayView() : rawQuery.sliced(end + 1);
    }
    return parameters;
}
