#include "metadatafetch.h"

#include "temporarykey.h"

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QLatin1StringView roleFolder = "/latest/meta-data/ram/security-credentials/"_L1;

ApiError noToken(const HttpReply &reply)
{
    return {.kind = ApiError::Kind::Credential,
            .code = u"NoMetadataToken"_s,
            .message = u"The metadata of this machine gives no token, and "
                       "ALIBABA_CLOUD_IMDSV1_DISABLED forbids to do without"_s,
            .httpStatus = reply.status};
}

} // namespace

MetadataFetch::MetadataFetch(const CredentialServices &services, EcsRole role,
                             const QString &source)
    : CredentialFetch(services, u"EcsMetadata"_s, source), m_role(std::move(role))
{
}

HttpQuestion MetadataFetch::questionFor(const QString &path) const
{
    HttpQuestion question{.url = QUrl(services().metadata + path),
                          // Beside the machine nobody answers: that must not take long.
                          .connecting = 1s,
                          .whole = 2s};
    if (!m_token.isEmpty())
        question.headers.push_back({.name = "X-aliyun-ecs-metadata-token", .value = m_token});
    return question;
}

void MetadataFetch::begin()
{
    HttpQuestion question = questionFor(u"/latest/api/token"_s);
    question.method = "PUT";
    question.headers.push_back(
        {.name = "X-aliyun-ecs-metadata-token-ttl-seconds", .value = "21600"});
    attempt(question, [this](const Result<HttpReply> &reply) { takeToken(reply); });
}

void MetadataFetch::takeToken(const Result<HttpReply> &reply)
{
    const bool hasToken = reply && reply->status == 200 && !reply->body.trimmed().isEmpty();
    if (hasToken) {
        m_token = reply->body.trimmed();
        hide(Secret(m_token));
    } else if (!m_role.mayUseV1) {
        return fail(reply ? noToken(*reply) : reply.error());
    }
    // Where no answer comes either: that to a token does not reach a container.
    if (m_role.name.isEmpty())
        askForName();
    else
        askForKey(m_role.name);
}

void MetadataFetch::askForName()
{
    ask(questionFor(roleFolder), [this](const HttpReply &reply) {
        const QString name = QString::fromUtf8(reply.body).trimmed().section(u'\n', 0, 0).trimmed();
        if (name.isEmpty()) {
            fail(credentialError(u"NoMachineRole"_s,
                                 u"This machine has no role: attach one to it"_s));
        } else {
            askForKey(name);
        }
    });
}

void MetadataFetch::askForKey(const QString &name)
{
    const QString path = roleFolder + QString::fromLatin1(QUrl::toPercentEncoding(name));
    ask(questionFor(path),
        [this](const HttpReply &reply) { giveKey(keyFromSuccess(reply.body, source())); });
}
