#include "rolefetch.h"

#include "clock.h"
#include "endpoint.h"
#include "regularfile.h"
#include "requestsigner.h"
#include "temporarykey.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr char stsVersion[] = "2015-04-01";
// A token of an identity provider has one or two kilobytes.
constexpr qint64 longestToken = 65'536;

/// What both operations are told of a role; empty fields are not sent.
std::vector<NameValue> roleParameters(const AssumedRole &role)
{
    std::vector<NameValue> parameters;
    const auto add = [&parameters](const QByteArray &name, const QString &value) {
        if (!value.isEmpty())
            parameters.push_back({.name = name, .value = value.toUtf8()});
    };
    add("RoleArn", role.arn);
    add("RoleSessionName", role.sessionName);
    add("DurationSeconds", QString::number(role.seconds));
    add("Policy", role.policy);
    add("ExternalId", role.externalId);
    return parameters;
}

} // namespace

RoleFetch::RoleFetch(const CredentialServices &services, AssumedRole role,
                     std::shared_ptr<CredentialSource> caller, const QString &source)
    : CredentialFetch(services, u"AssumeRole"_s, source),
      m_role(std::move(role)),
      m_caller(std::move(caller))
{
}

void RoleFetch::begin()
{
    if (const Credentials *ready = m_caller->ready()) {
        askWith(*ready);
        return;
    }
    waitFor(m_caller->ask([this](const Result<Credentials> &caller) {
        if (caller)
            askWith(*caller);
        else
            give(caller); // which says itself what it has asked
    }));
}

void RoleFetch::askWith(const Credentials &caller)
{
    hide(caller);
    if (m_refusal && m_refusal->key == caller)
        return fail(m_refusal->error);
    hide(Secret(m_role.externalId.toUtf8())); // to many it is a secret between two accounts
    const Result<Endpoint> endpoint = endpointFromText(m_role.endpoint);
    if (!endpoint)
        return fail(endpoint.error());
    const ApiRequest request{
        .operation = "AssumeRole", .version = stsVersion, .parameters = roleParameters(m_role)};
    const SignableRequest signable =
        signableRequest(request, endpoint->hostHeader(), caller,
                        {.at = services().clock.now(), .nonce = services().randomSource.nonce()});
    HttpQuestion question{.method = signable.method,
                          .url = endpoint->url(canonicalQuery(signable.parameters)),
                          .headers = signable.headers};
    question.headers.push_back({.name = "Authorization", .value = authorization(signable, caller)});
    attempt(question, [this, caller](const Result<HttpReply> &reply) { takeReply(caller, reply); });
}

void RoleFetch::takeReply(const Credentials &caller, const Result<HttpReply> &reply)
{
    const std::optional<ApiError> error = errorOf(reply);
    if (!error)
        return giveKey(keyFromSts(reply->body, source()));
    // As in a call: the caller's own key may have ended before its time, or been replaced.
    if (!isKeyRefused(*error, caller) || !m_caller->giveUp(caller) || m_refusal)
        return fail(*error);
    m_refusal = {.key = caller, .error = *error};
    begin();
}

OidcFetch::OidcFetch(const CredentialServices &services, OidcRole oidc, const QString &source)
    : CredentialFetch(services, u"AssumeRoleWithOIDC"_s, source), m_oidc(std::move(oidc))
{
}

void OidcFetch::begin()
{
    const Result<Endpoint> endpoint = endpointFromText(m_oidc.role.endpoint);
    if (!endpoint)
        return fail(endpoint.error());
    const tl::expected<QByteArray, FileFault> file =
        readRegularFile(m_oidc.tokenFile, longestToken);
    if (!file) {
        return fail(credentialError(
            u"UnreadableToken"_s,
            u"Cannot read the token file %1: %2"_s.arg(m_oidc.tokenFile, file.error().text)));
    }
    const Secret token(file->trimmed());
    if (token.isEmpty()) {
        return fail(credentialError(u"UnreadableToken"_s,
                                    u"The token file %1 is empty"_s.arg(m_oidc.tokenFile)));
    }
    hide(token);
    hide(Secret(m_oidc.role.externalId.toUtf8()));
    const std::vector<NameValue> common{
        {.name = "Action", .value = "AssumeRoleWithOIDC"},
        {.name = "Format", .value = "JSON"},
        {.name = "SignatureNonce", .value = services().randomSource.nonce()},
        {.name = "Timestamp", .value = signingTime(services().clock.now())},
        {.name = "Version", .value = stsVersion}};
    std::vector<NameValue> form = roleParameters(m_oidc.role);
    form.push_back({.name = "OIDCProviderArn", .value = m_oidc.providerArn.toUtf8()});
    form.push_back({.name = "OIDCToken", .value = token.reveal()});
    // The token lies in the body: addresses are written into logs on the way.
    ask({.method = "POST",
         .url = endpoint->url(canonicalQuery(common)),
         .headers = {{.name = "Content-Type", .value = "application/x-www-form-urlencoded"}},
         .body = canonicalQuery(form)},
        [this](const HttpReply &reply) { giveKey(keyFromSts(reply.body, source())); });
}
