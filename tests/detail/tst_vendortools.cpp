#include "rawreply.h"
#include "vendortools.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef hangzhou{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};

} // namespace

class TestVendorTools final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCommandLineNamesTaskInstanceAndRegion()
    {
        QCOMPARE(taskCommandLine(hangzhou, u"rst-7"_s),
                 u"aliyun cr GetRepoSyncTask --InstanceId cri-1 --SyncTaskId rst-7 "
                 "--region cn-hangzhou"_s);
        QCOMPARE(taskCommandLine({.instanceId = u"cri-1"_s}, u"rst-7"_s),
                 u"aliyun cr GetRepoSyncTask --InstanceId cri-1 --SyncTaskId rst-7"_s);
    }

    void anAccountIsAskedThroughItsProfile()
    {
        InstanceRef instance = hangzhou;
        instance.account = u"prod"_s;
        QVERIFY(taskCommandLine(instance, u"rst-7"_s).endsWith(u" --profile prod"_s));
        instance.account = u"my prod; rm"_s;
        QVERIFY(taskCommandLine(instance, u"rst-7"_s).endsWith(u" --profile 'my prod; rm'"_s));
    }

    void aStrangeIdIsNoCommand()
    {
        const QString line = taskCommandLine(hangzhou, u"rst-7; rm -rf $HOME 'x'"_s);
        QVERIFY2(line.contains(u"--SyncTaskId 'rst-7; rm -rf $HOME '\\''x'\\''' --region"_s),
                 qPrintable(line));
        QVERIFY(taskCommandLine(hangzhou, u""_s).contains(u"--SyncTaskId '' "_s));
        QVERIFY(taskCommandLine(hangzhou, u"a\nb"_s).contains(u"'a\nb'"_s));
    }

    void theConsoleOpensAtTheInstance()
    {
        QCOMPARE(consoleAddress(hangzhou, QLocale::Chinese),
                 QUrl(u"https://cr.console.aliyun.com/cn-hangzhou/instance/cri-1/dashboard"_s));
        QCOMPARE(consoleAddress(hangzhou, QLocale::English).host(),
                 u"cr.console.alibabacloud.com"_s);
        QVERIFY(consoleAddress({.instanceId = u"cri-1"_s}, QLocale::English).isEmpty());
        QVERIFY(consoleAddress({.regionId = u"cn-hangzhou"_s}, QLocale::English).isEmpty());
    }

    void anIdNeverLeavesItsPlaceInTheAddress()
    {
        const QUrl url = consoleAddress(
            {.regionId = u"cn-hangzhou"_s, .instanceId = u"../../@evil.example/?q#f"_s},
            QLocale::English);
        QVERIFY(url.isValid());
        QCOMPARE(url.scheme(), u"https"_s);
        QCOMPARE(url.host(), u"cr.console.alibabacloud.com"_s);
        QVERIFY(url.userInfo().isEmpty());
        QVERIFY(!url.hasQuery());
        QVERIFY(!url.hasFragment());
    }

    void aReplyIsShownWithTheNamesItHas()
    {
        const QString text = rawReplyText(
            R"({"SyncTaskId":"rst-1","SyncedSize":9007199254740993,"New":{"Field":[1,null,true]}})");
        QVERIFY2(text.contains(uR"("SyncTaskId": "rst-1")"_s), qPrintable(text));
        QVERIFY2(text.contains(u"9007199254740993"_s),
                 qPrintable(text)); // whole, no floating point
        QVERIFY(text.contains(u"\"Field\""_s));
        QVERIFY(text.contains(u"null"_s));
    }

    void whatMayBeASecretIsRemoved()
    {
        const QString text = rawReplyText(
            R"({"AccessKeyId":"LTAI5tabc","a":{"SecurityToken":"tok-1","list":["STS.Nabc",)"
            R"({"signature":"sig-1"}]},"X-Acs-Secret":{"x":"deep-1"},"SyncTaskId":"rst-1"})");
        for (const QString &secret : {u"LTAI"_s, u"tok-1"_s, u"STS."_s, u"sig-1"_s, u"deep-1"_s})
            QVERIFY2(!text.contains(secret), qPrintable(text));
        QVERIFY(text.contains(u"rst-1"_s));
        QVERIFY(text.contains(u"removed"_s));
    }

    void whatIsNoReplyIsNothing()
    {
        QCOMPARE(rawReplyText({}), QString());
        QCOMPARE(rawReplyText("<html>LTAI</html>"), QString());
        QCOMPARE(rawReplyText("[1]"), QString());
    }
};

QTEST_GUILESS_MAIN(TestVendorTools)
#include "tst_vendortools.moc"
