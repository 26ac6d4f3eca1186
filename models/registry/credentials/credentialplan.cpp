#include "credentialplan.h"

#include <QCryptographicHash>

namespace {

QByteArray hashed(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
}

struct OriginKey {
    QByteArray operator()(const Credentials &credentials) const { return credentials.accessKeyId; }
    QByteArray operator()(const OidcRole &oidc) const { return oidc.role.arn.toUtf8(); }
    QByteArray operator()(const EcsRole &role) const { return "ecs:" + role.name.toUtf8(); }
    QByteArray operator()(const KeyAddress &address) const { return hashed(address.uri); }
    QByteArray operator()(const KeyCommand &command) const { return hashed(command.command); }
    QByteArray operator()(const KeychainEntry &entry) const
    {
        return "keychain:" + entry.name.toUtf8();
    }
};

} // namespace

QByteArray accountKeyOf(const CredentialPlan &plan)
{
    return plan.roles.empty() ? std::visit(OriginKey(), plan.origin)
                              : plan.roles.back().arn.toUtf8();
}
