#include "vendortools.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

/// What a server says is never a command: anything but plain words is quoted.
QString shellWord(const QString &text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_.:/@%+=-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    QString inner = text;
    inner.replace(u'\'', u"'\\''"_s);
    return u'\'' + inner + u'\'';
}

QString pathPart(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

QString taskCommandLine(const InstanceRef &instance, const QString &syncTaskId)
{
    QStringList words = {u"aliyun cr GetRepoSyncTask --InstanceId"_s,
                         shellWord(instance.instanceId), u"--SyncTaskId"_s, shellWord(syncTaskId)};
    if (!instance.regionId.isEmpty())
        words << u"--region"_s << shellWord(instance.regionId);
    if (!instance.account.isEmpty())
        words << u"--profile"_s << shellWord(instance.account);
    return words.join(u' ');
}

QUrl consoleAddress(const InstanceRef &instance, QLocale::Language language)
{
    if (instance.instanceId.isEmpty() || instance.regionId.isEmpty())
        return {};
    const QString host = language == QLocale::Chinese ? u"cr.console.aliyun.com"_s
                                                      : u"cr.console.alibabacloud.com"_s;
    return QUrl(u"https://"_s + host + u'/' + pathPart(instance.regionId) + u"/instance/"_s +
                    pathPart(instance.instanceId) + u"/dashboard"_s,
                QUrl::StrictMode);
}
