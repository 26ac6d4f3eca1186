#include "keychainentry.h"

#include "printable.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView keychainPrefix = "keychain:"_L1;
constexpr QLatin1StringView keychainIdField = "access_key_id"_L1;
constexpr QLatin1StringView keychainSecretField = "access_key_secret"_L1;
constexpr QLatin1StringView keychainTokenField = "sts_token"_L1;

constexpr qsizetype longestKeychainName = 100;
// A key has some hundred bytes, a token some thousand; anything much larger is something else.
constexpr qsizetype largestKeychainText = 65'536;

tl::unexpected<ApiError> invalidEntry(const QString &entry, const QString &what)
{
    return tl::unexpected(credentialError(
        u"KeychainEntryInvalid"_s,
        u"The entry '%1' of the keychain %2; remove it and add the key again"_s.arg(entry, what)));
}

} // namespace

QString keychainProfile(const QString &entry)
{
    return keychainPrefix + entry;
}

std::optional<QString> keychainEntryOf(const QString &profile)
{
    if (!profile.startsWith(keychainPrefix))
        return {};
    return profile.sliced(keychainPrefix.size());
}

std::optional<ApiError> keychainNameError(const QString &entry)
{
    const bool isShown = std::ranges::none_of(
        entry.toUcs4(), [](uint character) { return isHidden(static_cast<char32_t>(character)); });
    if (!entry.isEmpty() && entry == entry.trimmed() && entry.size() <= longestKeychainName &&
        isShown)
        return {};
    return credentialError(u"KeychainNameInvalid"_s,
                           u"The name of a key has 1 to %1 characters, none of them hidden, and no "
                           "blank at its ends"_s.arg(longestKeychainName));
}

Secret keychainText(const Credentials &key)
{
    QJsonObject fields{{keychainIdField, QString::fromUtf8(key.accessKeyId)},
                       {keychainSecretField, QString::fromUtf8(key.accessKeySecret.reveal())}};
    if (!key.securityToken.isEmpty())
        fields.insert(keychainTokenField, QString::fromUtf8(key.securityToken.reveal()));
    return Secret(QJsonDocument(fields).toJson(QJsonDocument::Compact));
}

Result<Credentials> keyOfKeychainText(const Secret &text, const QString &entry)
{
    if (text.reveal().size() > largestKeychainText)
        return invalidEntry(entry, u"is too large for an access key"_s);
    const QJsonDocument document = QJsonDocument::fromJson(text.reveal());
    if (!document.isObject())
        return invalidEntry(entry, u"holds something else than an access key"_s);
    const QByteArray id = document[keychainIdField].toString().toUtf8();
    const QByteArray secret = document[keychainSecretField].toString().toUtf8();
    if (id.isEmpty() || secret.isEmpty())
        return invalidEntry(
            entry, u"holds no %1"_s.arg(id.isEmpty() ? keychainIdField : keychainSecretField));
    return checkedCredentials(
        {.accessKeyId = id,
         .accessKeySecret = Secret(secret),
         .securityToken = Secret(document[keychainTokenField].toString().toUtf8()),
         .source = u"entry '%1' of the keychain"_s.arg(entry)});
}
