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

std::shared_ptr<QNetworkAccessManager> systemNetwork(const QProcessEnvironment &environment)
{
    return std::make_shared<BoundedNetwork>(environment);
}
