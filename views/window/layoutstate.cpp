#include "layoutstate.h"

#include <QDataStream>
#include <QIODevice>

namespace {

constexpr quint32 magic = 0x49534C59; // "ISLY"
constexpr quint16 version = 1;        // another order or meaning of the fields is another version

bool isPaneWidth(int width)
{
    return width >= 80 && width <= 4000;
}

} // namespace

QByteArray layoutToBytes(const LayoutState &layout)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << magic << version << qint32{layout.sideBarWidth} << qint32{layout.detailPaneWidth}
           << layout.sideBarWanted << layout.detailPaneWanted << layout.chartWanted;
    return bytes;
}

std::optional<LayoutState> layoutFromBytes(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 foundMagic = 0;
    quint16 foundVersion = 0;
    stream >> foundMagic >> foundVersion;
    if (foundMagic != magic || foundVersion != version)
        return {};

    qint32 sideBarWidth = 0;
    qint32 detailPaneWidth = 0;
    LayoutState layout;
    stream >> sideBarWidth >> detailPaneWidth >> layout.sideBarWanted >> layout.detailPaneWanted >>
        layout.chartWanted;
    layout.sideBarWidth = sideBarWidth;
    layout.detailPaneWidth = detailPaneWidth;
    const bool isWhole = stream.status() == QDataStream::Ok && stream.atEnd();
    if (!isWhole || !isPaneWidth(sideBarWidth) || !isPaneWidth(detailPaneWidth))
        return {};
    return layout;
}
