#include "profilefiles.h"

#include <QCryptographicHash>
#include <QUrl>

namespace {

// A file's name has 255 bytes: the rest is for what stands before and behind, also of the files
// that are made beside it while it is written.
constexpr qsizetype mostNameBytes = 200;

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text, {}, QByteArrayLiteral("."));
}

} // namespace

QByteArray profileFileName(const QStringList &profiles)
{
    const QByteArray name = encoded(profiles.join(u'+'));
    if (name.size() <= mostNameBytes)
        return name;
    QStringList sorted = profiles;
    sorted.sort();
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QString &profile : sorted)
        hash.addData(QByteArray(encoded(profile) + '+'));
    return hash.result().toHex();
}
