#include "profilefiles.h"

#include <QCryptographicHash>
#include <QUrl>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace {

// A file's name has 255 bytes: the rest is for what stands before and behind, also of the files
// that are made beside it while it is written.
constexpr qsizetype mostNameBytes = 200;

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text, {}, QByteArrayLiteral("."));
}

/// Without the sign that joins names: the profile "a+b" is not the profiles "a" and "b".
QString withoutPlus(QString profile)
{
    return profile.replace(u'%', u"%25"_s).replace(u'+', u"%2B"_s);
}

QByteArray profilesHash(const QStringList &profiles)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QString &profile : profiles)
        hash.addData(QByteArray(encoded(profile) + '+'));
    return hash.result().toHex();
}

} // namespace

QByteArray profileFileName(const QStringList &profiles)
{
    QStringList names;
    std::ranges::transform(profiles, std::back_inserter(names), withoutPlus);
    const QByteArray name = encoded(names.join(u'+'));
    if (name.size() <= mostNameBytes)
        return name;
    QStringList sorted = profiles;
    sorted.sort();
    return profilesHash(sorted);
}

QByteArray singleProfileFileName(const QString &profile)
{
    const QByteArray name = encoded(profile);
    return name.size() <= mostNameBytes ? name : profilesHash({profile});
}
