#include "callcontext.h"

#include <QRandomGenerator>
#include <QUuid>

Chance systemChance()
{
    return {
        .nonce = [] { return QUuid::createUuid().toRfc4122().toHex(); },
        .random = [] { return QRandomGenerator::global()->generateDouble(); },
    };
}
