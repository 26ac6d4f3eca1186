#include "listenaddress.h"

using namespace Qt::StringLiterals;

tl::expected<ListenAddress, QString> listenAddressFromUser(const QString &option,
                                                           const QString &text)
{
    ListenAddress read;
    const qsizetype colon = text.lastIndexOf(u':');
    bool isPort = false;
    read.port = text.mid(colon + 1).toUShort(&isPort);
    if (colon <= 0 || !isPort)
        return tl::unexpected(
            u"--%1 takes ADDRESS:PORT such as 127.0.0.1:0, not '%2'"_s.arg(option, text));
    read.address = text.left(colon);
    if (read.address.startsWith(u'[') && read.address.endsWith(u']'))
        read.address = read.address.mid(1, read.address.size() - 2);
    return read;
}
