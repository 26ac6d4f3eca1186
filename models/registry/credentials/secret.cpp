#include "secret.h"

#include <QDebug>

#include <cstring>

void overwrite(QByteArray &bytes)
{
    // Of a literal there is only the one that the program's file holds.
    if (bytes.isDetached() && !bytes.isEmpty())
        ::explicit_bzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << (secret.isEmpty() ? "Secret()" : "Secret(***)");
}
