#include "registryclient.h"

#include "apicall.h"
#include "constantcredentials.h"
#include "replies.h"

#include <QNetworkAccessManager>
#include <QProcessEnvironment>

#include <utility>

RegistryClient::RegistryClient(std::shared_ptr<CredentialSource> credentials,
                               EndpointRule endpoints, Clock &clock, RandomSource randomSource,
                               const CallLimits &limits,
                               std::shared_ptr<QNetworkAccessManager> network, QObject *parent)
    : QObject(parent),
      m_endpoints(std::move(endpoints)),
      m_context(new CallContext{
          .network = network ? std::move(network)
                             : systemNetwork(QProcessEnvironment::systemEnvironment()),
          .credentials = std::move(credentials),
          .clock = clock,
          .randomSource = std::move(randomSource),
          .limits = limits})
{
}

RegistryClient::RegistryClient(Credentials credentials, EndpointRule endpoints, Clock &clock,
                               RandomSource randomSource, const CallLimits &limits,
                               std::shared_ptr<QNetworkAccessManager> network, QObject *parent)
    : RegistryClient(std::make_shared<ConstantCredentials>(std::move(credentials), clock),
                     std::move(endpoints), clock, std::move(randomSource), limits,
                     std::move(network), parent)
{
}

RegistryClient::~RegistryClient()
{
    // Before the context, which they use to the end.
    qDeleteAll(findChildren<ApiCall *>(Qt::FindDirectChildrenOnly));
}

void RegistryClient::askNow()
{
    for (ApiCall *call : findChildren<ApiCall *>(Qt::FindDirectChildrenOnly))
        call->askNow();
}

void RegistryClient::tellServerTimes(std::function<void(const ServerTime &)> listener)
{
    m_context->serverTimes = std::move(listener);
}

void RegistryClient::tellRequests(std::function<void(const RequestNote &)> listener)
{
    m_context->requests = std::move(listener);
}

void RegistryClient::shareRetryQuota(std::shared_ptr<RetryQuota> quota)
{
    m_context->quota = std::move(quota);
}

std::vector<CallWait> RegistryClient::waits() const
{
    std::vector<CallWait> waits;
    for (const ApiCall *call : findChildren<ApiCall *>(Qt::FindDirectChildrenOnly)) {
        if (call->waiting())
            waits.push_back(*call->waiting());
    }
    return waits;
}

PendingCall RegistryClient::send(Operation operation, ReplyHandler handler)
{
    const ApiRequest request = requestFor(operation);
    const auto reply = std::make_shared<Result<OperationReply>>();
    const auto read = [this, reply, asked = std::move(operation)](const QByteArray &body) {
        *reply = replyFromJson(asked, body, m_memory, m_context->clock.now());
        return reply->map([](const OperationReply &value) { return requestIdOf(value); });
    };
    auto *call =
        new ApiCall(*m_context, endpointFor(m_endpoints, request.regionId), request, read, this);
    auto connection = connect(call, &ApiCall::finished, call,
                              [reply, run = std::move(handler)](const ApiError *error) {
                                  if (error)
                                      *reply = tl::unexpected(*error);
                                  run(std::move(*reply));
                              });
    return {call, std::move(connection)};
}
