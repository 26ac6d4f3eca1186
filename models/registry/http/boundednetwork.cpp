#include "boundednetwork.h"

#include "boundedreply.h"

#include <utility>

BoundedNetwork::BoundedNetwork(NetworkSetup setup, QObject *parent)
    : QNetworkAccessManager(parent), m_connections(std::move(setup))
{
}

BoundedNetwork::BoundedNetwork(const QProcessEnvironment &environment, QObject *parent)
    : BoundedNetwork(NetworkSetup{.environment = environment}, parent)
{
}

QNetworkReply *BoundedNetwork::createRequest(Operation operation, const QNetworkRequest &request,
                                             QIODevice *outgoingData)
{
    const QByteArray content = outgoingData ? outgoingData->readAll() : QByteArray();
    return new BoundedReply(m_connections, operation, request, content, this);
}
