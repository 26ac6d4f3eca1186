#include "connectiontest.h"
#include "diagnosticstext.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime noon()
{
    return {QDate(2026, 11, 24), QTime(12, 0), Qt::UTC};
}

ApiError refusal()
{
    return {.kind = ApiError::Kind::Permission,
            .code = u"FORBIDDEN.RAM"_s,
            .message = u"not for LTAI5tCanaryKeyIdQ8w7E6r5"_s,
            .requestId = u"7640819A-FB5B"_s,
            .httpStatus = 403,
            .operation = u"ListRepoSyncTask"_s,
            .host = u"cr.cn-hangzhou.aliyuncs.com"_s};
}

/// The lines of the section \p title.
QStringList section(const QString &text, const QString &title)
{
    const qsizetype begin = text.indexOf(u"## "_s + title + u'\n');
    if (begin < 0)
        return {};
    const qsizetype end = text.indexOf(u"\n## "_s, begin);
    return text.mid(begin, end < 0 ? -1 : end - begin).split(u'\n', Qt::SkipEmptyParts).mid(1);
}

} // namespace

/// A report of faults tells what a stranger needs to help, and no secret.
class TestDiagnosticsText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyItSaysWhatThereIsNot();
    void programAndSystemAreNamed();
    void settingsAreTold();
    void passwordsOfAddressesAreTakenOut();
    void keysAreToldWithoutTheirIds();
    void failuresHaveTheirRequestIds();
    void operationsHaveTheirTimes();
    void listsSayHowTheyAreRead();
    void regionsSayWhatTheyAnswered();
    void historyFilesHaveTheirSizes();
    void theHomeFolderIsNotNamed();
    void aNameCannotForgeALine();
};

void TestDiagnosticsText::emptyItSaysWhatThereIsNot()
{
    const QString text = diagnosticsText({.now = noon()});
    QVERIFY(text.startsWith(u"# Image Sync Dashboard, diagnostics of 2026-11-24 12:00:00 UTC\n"_s));
    QCOMPARE(section(text, u"Keys"_s), QStringList(u"none is asked for"_s));
    QCOMPARE(section(text, u"Lists"_s), QStringList(u"none is known"_s));
    QCOMPARE(section(text, u"Calls since the start"_s), QStringList(u"none"_s));
    QCOMPARE(section(text, u"Last failures, the latest last"_s), QStringList(u"none"_s));
    QCOMPARE(section(text, u"History"_s), QStringList(u"none is kept"_s));
}

void TestDiagnosticsText::programAndSystemAreNamed()
{
    const QStringList lines = section(
        diagnosticsText(
            {.now = noon(), .startedAt = noon().addSecs(-60), .mode = u"window"_s, .tasks = 12}),
        u"Program"_s);
    QVERIFY(lines.contains(u"mode: window"_s));
    QVERIFY(lines.contains(u"started: 2026-11-24 11:59:00 UTC"_s));
    QVERIFY(lines.contains(u"tasks in memory: 12"_s));
    QVERIFY(!lines.filter(u"Qt: "_s + QLatin1StringView(qVersion())).isEmpty());
}

void TestDiagnosticsText::settingsAreTold()
{
    Settings settings{.profiles = {u"prod"_s, u"test"_s}};
    settings.preferences.connection.regions = {u"cn-hangzhou"_s};
    settings.preferences.historyDays = 7;
    settings.preferences.times.zoneId = u"Asia/Shanghai"_s;
    const QStringList lines =
        section(diagnosticsText({.now = noon(), .settings = settings}), u"Settings"_s);
    QVERIFY(lines.contains(u"profiles: prod, test"_s));
    QVERIFY(lines.contains(u"regions: cn-hangzhou"_s));
    QVERIFY(lines.contains(u"time zone: Asia/Shanghai"_s));
    QVERIFY(!lines.filter(u"history: 7 days"_s).isEmpty());
}

void TestDiagnosticsText::passwordsOfAddressesAreTakenOut()
{
    Settings settings;
    settings.preferences.proxy = u"http://operator:hidden-word@proxy.example:8080"_s;
    settings.preferences.connection.endpoint = u"https://u:hidden-word@registry.example"_s;
    const QString text = diagnosticsText({.now = noon(), .settings = settings});
    QVERIFY(text.contains(u"proxy.example:8080"_s));
    QVERIFY(text.contains(u"registry.example"_s));
    QVERIFY(!text.contains(u"hidden-word"_s));
}

void TestDiagnosticsText::keysAreToldWithoutTheirIds()
{
    WatchedKey key{.key = {.profile = u"prod"_s,
                           .loaded = tl::unexpected(refusal()),
                           .trail = {.steps = {{.place = CredentialPlace::ToolProfile,
                                                .name = u"~/.aliyun/config.json"_s}}}},
                   .state = CredentialState{.hasKey = true,
                                            .isTemporary = true,
                                            .idEnd = u"6r5"_s,
                                            .expiresAt = noon().addSecs(3'600)}};
    const QString text = diagnosticsText({.now = noon(), .keys = {key}});
    const QStringList lines = section(text, u"Keys"_s);
    QCOMPARE(lines.value(0), u"- prod"_s);
    QVERIFY(!lines.filter(u"~/.aliyun/config.json"_s).isEmpty());
    QVERIFY(lines.contains(u"  has a key: yes, temporary: yes"_s));
    QVERIFY(lines.contains(u"  expires: 2026-11-24 13:00:00 UTC"_s));
    QVERIFY(!text.contains(u"LTAI5t"_s));
}

void TestDiagnosticsText::failuresHaveTheirRequestIds()
{
    CallJournal calls;
    calls.noteFailed(
        u"ListRepoSyncTask"_s,
        {.at = noon(), .instance = {.instanceId = u"cri-1"_s}, .took = 250ms, .error = refusal()});
    const QString text = diagnosticsText({.now = noon(), .calls = calls});
    const QString line = section(text, u"Last failures, the latest last"_s).value(0);
    for (const QString &part :
         {u"2026-11-24 12:00:00 UTC"_s, u"250 ms"_s, u"cri-1"_s, u"FORBIDDEN.RAM"_s, u"403"_s,
          u"7640819A-FB5B"_s, u"cr.cn-hangzhou.aliyuncs.com"_s})
        QVERIFY2(line.contains(part), qPrintable(part + u" is not in "_s + line));
}

void TestDiagnosticsText::operationsHaveTheirTimes()
{
    CallJournal calls;
    for (const std::chrono::milliseconds took : {10ms, 20ms, 30ms}) {
        calls.noteBegun(u"ListInstance"_s);
        calls.noteAnswered(u"ListInstance"_s, took);
    }
    calls.noteBegun(u"ListInstance"_s);
    QCOMPARE(section(diagnosticsText({.now = noon(), .calls = calls}), u"Calls since the start"_s),
             QStringList(u"ListInstance: 4 begun, 3 answered, 0 failed; 50 % took at most 20 ms, "
                         "95 % 30 ms (of the last 3, with waiting)"_s));
}

void TestDiagnosticsText::listsSayHowTheyAreRead()
{
    const ListStatus list{
        .state = ListStatus::State::Refused,
        .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s, .account = u"prod"_s},
        .asOf = noon().addSecs(-600),
        .since = noon().addSecs(-300),
        .error = refusal()};
    const QString line = readingLine(list);
    QVERIFY(line.startsWith(u"- prod / cn-hangzhou / cri-1: refused"_s));
    QVERIFY(line.contains(u"read 2026-11-24 11:50:00 UTC"_s));
    QVERIFY(line.contains(u"since 2026-11-24 11:55:00 UTC"_s));
    QVERIFY(line.contains(u"7640819A-FB5B"_s));
}

void TestDiagnosticsText::regionsSayWhatTheyAnswered()
{
    const AccountRegion place{.account = u"prod"_s, .regionId = u"cn-hangzhou"_s};
    QCOMPARE(readingLine(RegionFinding{.place = place, .isAsked = false, .instances = 3}),
             u"- prod / cn-hangzhou: 3 instances"_s);
    QCOMPARE(readingLine(RegionFinding{.place = place}),
             u"- prod / cn-hangzhou: has not answered"_s);
    QVERIFY(readingLine(RegionFinding{.place = place, .isAsked = false, .error = refusal()})
                .contains(u"7640819A-FB5B"_s));
}

void TestDiagnosticsText::historyFilesHaveTheirSizes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"history.sqlite"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(1'234, 'x'));
    file.close();
    const QStringList lines =
        section(diagnosticsText({.now = noon(),
                                 .historyFiles = {{.profile = u"prod"_s, .path = path},
                                                  {.path = folder.filePath(u"gone"_s)}}}),
                u"History"_s);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(u"- prod: 1234 bytes, 0 in its log, changed "_s));
    QCOMPARE(lines[1], u"- no profile is named: there is none"_s);
}

void TestDiagnosticsText::theHomeFolderIsNotNamed()
{
    Settings settings;
    settings.preferences.caFile = QDir::home().filePath(u"own-ca.pem"_s);
    const QString text = diagnosticsText({.now = noon(), .settings = settings});
    QVERIFY(text.contains(u"CA file: ~/own-ca.pem"_s));
    QVERIFY(!text.contains(QDir::homePath()));
}

void TestDiagnosticsText::aNameCannotForgeALine()
{
    const Settings settings{.profiles = {u"prod\n## Keys\nforged"_s}};
    const QString text = diagnosticsText({.now = noon(), .settings = settings});
    QCOMPARE(text.count(u"\n## Keys\n"_s), 1);
}

QTEST_GUILESS_MAIN(TestDiagnosticsText)
#include "tst_diagnosticstext.moc"
