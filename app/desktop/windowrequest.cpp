#include "windowrequest.h"

#include "dashboardlink.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

// Another number for each change that an older program would misunderstand.
constexpr int windowProtocol = 1;
constexpr qsizetype longestToken = 256;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<QJsonObject> objectOf(const QByteArray &line)
{
    if (line.size() > longestWindowMessage)
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return {};
    return document.object();
}

} // namespace

QByteArray writeRequest(const WindowRequest &request)
{
    return lineOf({{u"protocol"_s, windowProtocol},
                   {u"link"_s, request.link},
                   {u"activation"_s, QString::fromLatin1(request.activation)},
                   {u"staysHidden"_s, request.staysHidden}});
}

tl::expected<WindowRequest, BadRequest> readRequest(const QByteArray &line)
{
    const std::optional<QJsonObject> object = objectOf(line);
    if (!object || !object->value("protocol"_L1).isDouble())
        return tl::unexpected(BadRequest::Malformed);
    if (object->value("protocol"_L1).toInt() != windowProtocol)
        return tl::unexpected(BadRequest::OtherVersion);
    const QJsonValue link = object->value("link"_L1);
    const QJsonValue activation = object->value("activation"_L1);
    const QJsonValue staysHidden = object->value("staysHidden"_L1);
    const bool isRequest = object->size() == 4 && link.isString() && activation.isString() &&
                           staysHidden.isBool() && link.toString().size() <= longestLink + 1;
    if (!isRequest)
        return tl::unexpected(BadRequest::Malformed);
    return WindowRequest{.link = link.toString(),
                         .activation = activationToken(activation.toString().toUtf8()),
                         .staysHidden = staysHidden.toBool()};
}

QByteArray writeReply(const WindowReply &reply)
{
    return lineOf({{u"protocol"_s, windowProtocol},
                   {u"taken"_s, reply.isTaken},
                   {u"otherVersion"_s, reply.isOtherVersion}});
}

WindowReply readReply(const QByteArray &line)
{
    const std::optional<QJsonObject> object = objectOf(line);
    if (!object)
        return {};
    return {.isTaken = object->value("taken"_L1).toBool(),
            .isOtherVersion = object->value("otherVersion"_L1).toBool()};
}

QByteArray activationToken(const QByteArray &token)
{
    const bool isToken =
        token.size() <= longestToken &&
        std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    return isToken ? token : QByteArray();
}
