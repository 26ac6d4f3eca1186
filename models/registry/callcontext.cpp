#include "callcontext.h"

#include "boundednetwork.h"

#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QUuid>

RandomSource systemRandomSource()
{
    return {
        .nonce = [] { return QUuid::createUuid().toRfc4122().toHex(); },
        .random = [] { return QRandomGenerator::global()->generateDouble(); },
    };
}

std::shared_ptr<QNetworkAccessManager> systemNetwork(const NetworkSetup &setup)
{
    return std::make_shared<BoundedNetwork>(setup);
}

std::shared_ptr<QNetworkAccessManager> systemNetwork(const QProcessEnvironment &environment)
{
    return systemNetwork(NetworkSetup{.environment = environment});
}
