#include "boundednetwork.h"

#include "boundedreply.h"

BoundedNetwork::BoundedNetwork(const QProcessEnvironment &environment, QObject *parent)
    : QNetworkAccessManager(parent), m_connections(environment)
{
}

QNetworkReply *BoundedNetwork::createRequest(Operation operation, const QNetworkRequest &request,
                                             QIODevice *outgoingData)
{
    const QByteArray content = outgoingData ? outgoingData->readAll() : QByteArray();
    return new BoundedReply(m_connections, operation, request, content, this);
}
