#include "temporarykey.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

ApiError noKey(const QString &what)
{
    return {.kind = ApiError::Kind::Protocol,
            .code = u"UnexpectedReply"_s,
            .message = u"The answer holds no key: "_s + what};
}

Result<QJsonObject> answeredObject(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return tl::unexpected(noKey(u"it is no JSON object"_s));
    return document.object();
}

/// How an answer calls the parts of a key.
struct KeyNames {
    QLatin1StringView id = "AccessKeyId"_L1;
    QLatin1StringView secret = "AccessKeySecret"_L1;
    QLatin1StringView token = "SecurityToken"_L1;
    QLatin1StringView expiration = "Expiration"_L1;
};

enum class KeyKind : quint8 {
    Temporary, ///< with a token, and it says until when
    WithToken, ///< it need not say until when
    Constant,
};

Result<Credentials> keyOf(const QJsonObject &answer, const KeyNames &names, KeyKind kind,
                          const QString &source)
{
    const auto text = [&answer](QLatin1StringView name) {
        return answer[name].toString().trimmed().toUtf8();
    };
    Credentials key{.accessKeyId = text(names.id),
                    .accessKeySecret = Secret(text(names.secret)),
                    .source = source};
    if (kind != KeyKind::Constant)
        key.securityToken = Secret(text(names.token));
    const bool lacksToken = kind != KeyKind::Constant && key.securityToken.isEmpty();
    if (key.accessKeyId.isEmpty() || key.accessKeySecret.isEmpty() || lacksToken)
        return tl::unexpected(noKey(u"its id, its secret or its token is missing"_s));
    const QString expiration = answer[names.expiration].toString();
    key.expiresAt = QDateTime::fromString(expiration, Qt::ISODate).toUTC();
    const bool mustExpire = kind == KeyKind::Temporary || !expiration.isEmpty();
    if (mustExpire && !key.expiresAt.isValid())
        return tl::unexpected(noKey(u"it does not say until when it is valid"_s));
    return checkedCredentials(std::move(key));
}

} // namespace

Result<Credentials> keyFromSts(const QByteArray &body, const QString &source)
{
    const Result<QJsonObject> answer = answeredObject(body);
    if (!answer)
        return tl::unexpected(answer.error());
    return keyOf(answer->value("Credentials"_L1).toObject(), {}, KeyKind::Temporary, source);
}

Result<Credentials> keyFromSuccess(const QByteArray &body, const QString &source)
{
    const Result<QJsonObject> answer = answeredObject(body);
    if (!answer)
        return tl::unexpected(answer.error());
    const QString code = answer->value("Code"_L1).toString();
    if (code.compare("Success"_L1, Qt::CaseInsensitive) != 0)
        return tl::unexpected(noKey(u"its Code is not Success"_s));
    return keyOf(*answer, {}, KeyKind::Temporary, source);
}

Result<Credentials> keyFromCommand(const QByteArray &output, const QString &source)
{
    const Result<QJsonObject> answer = answeredObject(output);
    if (!answer)
        return tl::unexpected(answer.error());
    const QString mode = answer->value("mode"_L1).toString();
    const bool isConstant = mode.compare("AK"_L1, Qt::CaseInsensitive) == 0;
    if (!isConstant && mode.compare("StsToken"_L1, Qt::CaseInsensitive) != 0)
        return tl::unexpected(noKey(u"its mode is neither AK nor StsToken"_s));
    return keyOf(*answer,
                 {.id = "access_key_id"_L1,
                  .secret = "access_key_secret"_L1,
                  .token = "sts_token"_L1,
                  .expiration = "expiration"_L1},
                 isConstant ? KeyKind::Constant : KeyKind::WithToken, source);
}
