#include "boardroles.h"
#include "diagnosticstext.h"
#include "fewcases.h"
#include "hastenedclock.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "program.h"
#include "scriptedserver.h"
#include "synctasktablemodel.h"
#include "tasktableview.h"
#include "traynotifier.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLoggingCategory>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSettings>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 30'000;

// What must be found nowhere. The first three are the key with which the program asks.
const QByteArray canaryKeyId = "LTAI5tCanaryKeyIdQ8w7E6r5";
const QByteArray canarySecret = "kA9canary/Secret+7Zz5Yy3Xx1Ww=";
const QByteArray canaryToken = "CAIScanaryToken/8Qq6Rr4+Ss2TtUuVv==";
const QByteArray canaryProxyPassword = "canaryPr0xyPassw0rd";
const QByteArray canaryOidcToken = "eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOjF9.c2lnbmF0dXJlQ2FuYXJ5";
const QByteArray canaryUriPath = "canaryUriPath9x8y7z";

const QByteArrayList &canaries()
{
    static const QByteArrayList all{canaryKeyId,         canarySecret,    canaryToken,
                                    canaryProxyPassword, canaryOidcToken, canaryUriPath};
    return all;
}

/// Without the signs at the end, which depend on what follows.
QByteArray base64Of(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::OmitTrailingEquals).chopped(1);
}

/// The canary that \p artifact holds, as it is, percent-encoded, in Base64 or in UTF-16.
QByteArray canaryIn(const QByteArray &artifact)
{
    const QByteArray lower = artifact.toLower();
    for (const QByteArray &canary : canaries()) {
        const QString text = QString::fromLatin1(canary);
        const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), 2 * text.size());
        if (lower.contains(canary.toLower()) ||
            lower.contains(canary.toPercentEncoding().toLower()) ||
            artifact.contains(base64Of(canary)) || artifact.contains(wide))
            return canary;
    }
    return {};
}

#define VERIFY_NO_CANARY(name, artifact)                                                           \
    do {                                                                                           \
        const QByteArray searched = (artifact);                                                    \
        const QByteArray held = canaryIn(searched);                                                \
        QVERIFY2(held.isEmpty(), QByteArray(name ": " + held + " in " + searched).constData());    \
    } while (false)

/// A registry that repeats what it was asked with, and more, wherever a reply has room for it.
class RepeatingRegistry final : public QTcpServer {
public:
    /// \p place is one of placesOfReplies(), \p text what is written there.
    RepeatingRegistry(QString place, QString text)
        : m_place(std::move(place)), m_text(std::move(text))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *connection = nextPendingConnection()) {
                connect(connection, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
                const auto request = std::make_shared<QByteArray>();
                connect(connection, &QTcpSocket::readyRead, this, [this, connection, request] {
                    *request += connection->readAll();
                    if (!request->contains("\r\n\r\n"))
                        return;
                    ++m_asked;
                    connection->write(replyTo(headerOf(*request, "x-acs-action")));
                    connection->disconnectFromHost();
                });
            }
        });
    }

    [[nodiscard]] QString endpoint() const
    {
        return u"http://127.0.0.1:"_s + QString::number(serverPort());
    }
    [[nodiscard]] int asked() const { return m_asked; }

private:
    [[nodiscard]] QString at(QLatin1StringView place, const QString &usual) const
    {
        return m_place == place ? m_text : usual;
    }

    static QByteArray http(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " x\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\n" + headers + "\r\n" + body;
    }

    [[nodiscard]] QByteArray replyTo(const QByteArray &action) const
    {
        if (m_place == "html"_L1)
            return http(500, "<html><body>" + m_text.toHtmlEscaped().toUtf8() + "</body></html>");
        if (m_place == "xml"_L1)
            return http(403, "<Error><Code>Odd</Code><Message>" + m_text.toHtmlEscaped().toUtf8() +
                                 "</Message></Error>");
        if (m_place == "redirect"_L1)
            return http(302, {},
                        "Location: https://other.example/?q=" +
                            m_text.toUtf8().toPercentEncoding() + "\r\n");
        const QStringList refusing{u"code"_s, u"message"_s, u"requestId"_s, u"header"_s};
        if (refusing.contains(m_place)) {
            const QJsonObject words{{u"Code"_s, at("code"_L1, u"NoPermission"_s)},
                                    {u"Message"_s, at("message"_L1, u"No."_s)},
                                    {u"RequestId"_s, at("requestId"_L1, QString())}};
            return http(403, QJsonDocument(words).toJson(),
                        "x-acs-request-id: " + at("header"_L1, u"R-1"_s).toUtf8() + "\r\n");
        }
        return http(200, QJsonDocument(answerTo(action)).toJson());
    }

    [[nodiscard]] QJsonObject answerTo(const QByteArray &action) const
    {
        const QJsonObject image{{u"InstanceId"_s, u"cri-a"_s},
                                {u"RegionId"_s, u"cn-hangzhou"_s},
                                {u"RepoNamespaceName"_s, u"team"_s},
                                {u"RepoName"_s, at("repository"_L1, u"app"_s)},
                                {u"ImageTag"_s, at("tag"_L1, u"1"_s)}};
        const QJsonObject task{{u"SyncTaskId"_s, u"rst-1"_s},
                               {u"SyncRuleId"_s, u"crsr-1"_s},
                               {u"TaskStatus"_s, at("status"_L1, u"ERROR"_s)},
                               {u"TaskIssue"_s, at("issue"_L1, u"NETWORK_ERROR"_s)},
                               {u"TaskTrigger"_s, u"PASSIVE"_s},
                               {u"CreateTime"_s, 1795953600000.0},
                               {u"ModifedTime"_s, 1795953660000.0},
                               {u"ImageFrom"_s, image},
                               {u"ImageTo"_s, image}};
        QJsonObject reply{{u"RequestId"_s, at("goodRequestId"_L1, u"R-1"_s)},
                          {u"Code"_s, u"success"_s},
                          {u"IsSuccess"_s, true},
                          {u"PageNo"_s, 1},
                          {u"PageSize"_s, 100},
                          {u"TotalCount"_s, 1}};
        if (action == "ListInstance") {
            reply.insert(
                u"Instances"_s,
                QJsonArray{QJsonObject{{u"InstanceId"_s, u"cri-a"_s},
                                       {u"InstanceName"_s, at("instance"_L1, u"alpha"_s)},
                                       {u"RegionId"_s, u"cn-hangzhou"_s},
                                       {u"InstanceStatus"_s, u"RUNNING"_s},
                                       {u"InstanceSpecification"_s, u"Enterprise_Advanced"_s}}});
        } else if (action == "ListRepoSyncTask") {
            reply.insert(u"SyncTasks"_s, QJsonArray{task});
        } else if (action == "ListRepoSyncRule") {
            reply.insert(u"SyncRules"_s,
                         QJsonArray{QJsonObject{{u"SyncRuleId"_s, u"crsr-1"_s},
                                                {u"SyncRuleName"_s, at("rule"_L1, u"nightly"_s)},
                                                {u"SyncTrigger"_s, u"PASSIVE"_s},
                                                {u"SyncScope"_s, u"NAMESPACE"_s},
                                                {u"SyncDirection"_s, u"FROM"_s},
                                                {u"LocalInstanceId"_s, u"cri-a"_s},
                                                {u"TargetInstanceId"_s, u"cri-a"_s}}});
        } else { // a task with more than this program knows
            for (auto field = task.begin(); field != task.end(); ++field)
                reply.insert(field.key(), field.value());
            reply.insert(u"Unknown"_s, m_text);
            reply.insert(u"Address"_s,
                         QString::fromLatin1("https://user:" + canaryProxyPassword +
                                             "@blob.example/x?OSSAccessKeyId=" + canaryUriPath +
                                             "&Signature=" + canaryUriPath));
            reply.insert(u"Log"_s, QString::fromLatin1("Authorization: Bearer " + canaryOidcToken));
        }
        return reply;
    }

    QString m_place;
    QString m_text;
    int m_asked = 0;
};

/// Of the key, what a program that repeats it may make of it.
QString spelled(const QString &way)
{
    const QByteArray all = canarySecret + ' ' + canaryToken + ' ' + canaryKeyId;
    if (way == "percent"_L1)
        return QString::fromLatin1(all.toPercentEncoding());
    if (way == "base64"_L1)
        return QString::fromLatin1(all.toBase64());
    if (way == "header"_L1)
        return u"Authorization: Bearer "_s + QString::fromLatin1(canaryOidcToken) +
               u" x-acs-security-token: "_s + QString::fromLatin1(canaryToken);
    if (way == "address"_L1)
        return u"https://u:"_s + QString::fromLatin1(canaryProxyPassword) +
               u"@h.example/?Signature="_s + QString::fromLatin1(canarySecret.toPercentEncoding());
    return QString::fromLatin1(all);
}

/// An environment in which the machine's own keys and profiles do not matter.
QProcessEnvironment bareEnvironment(const QString &home)
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"TZ"_s, u"UTC"_s);
    environment.insert(u"HOME"_s, home);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    for (const QString &sanitizer :
         {u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"SYNC_DASHBOARD_DEBUGGABLE"_s})
        environment.insert(sanitizer, qEnvironmentVariable(qPrintable(sanitizer)));
    return environment;
}

QProcessEnvironment environmentWithKey(const QString &home)
{
    QProcessEnvironment environment = bareEnvironment(home);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, QString::fromLatin1(canaryKeyId));
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, QString::fromLatin1(canarySecret));
    environment.insert(u"ALIBABA_CLOUD_SECURITY_TOKEN"_s, QString::fromLatin1(canaryToken));
    return environment;
}

struct Outcome {
    bool hasEnded = false;
    QByteArray output{};
    QByteArray errors{};
};

/// Runs the program while this process answers it.
Outcome runProgram(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(PROGRAM), arguments);
    const bool hasEnded =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, waitMs);
    return {.hasEnded = hasEnded,
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

void writeProfile(const QString &path, QJsonObject profile)
{
    if (!profile.contains("name"_L1))
        profile.insert(u"name"_s, u"default"_s);
    profile.insert(u"region_id"_s, u"cn-hangzhou"_s);
    writeFile(path, QJsonDocument(QJsonObject{{u"current"_s, profile["name"_L1]},
                                              {u"profiles"_s, QJsonArray{profile}}})
                        .toJson());
}

QString logged;

void keepLog(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &message)
{
    logged += message + u'\n';
}

/// All that \p window and what belongs to it say, to the eye and to a screen reader.
QByteArray wordsOf(const QWidget &window)
{
    QStringList words{window.windowTitle()};
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        words << widget->windowTitle() << widget->toolTip() << widget->accessibleName()
              << widget->accessibleDescription() << widget->statusTip();
        for (const char *property : {"text", "plainText", "placeholderText", "currentText"})
            words << widget->property(property).toString();
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget)) {
            const QAbstractItemModel *model = view->model();
            for (int row = 0; model && row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    for (int role = 0; role < Qt::UserRole + 110; ++role)
                        words << model->index(row, column).data(role).toString();
                }
            }
        }
    }
    for (const QAction *action : window.findChildren<QAction *>())
        words << action->text() << action->toolTip();
    return words.join(u'\n').toUtf8();
}

} // namespace

/// Keys, tokens and passwords that are looked for in all that the program leaves behind.
class TestCanaries final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void theSearchFindsThem();
    void listPrintsNone_data();
    void listPrintsNone();
    void aKeyThatCannotBeUsedIsNotPrinted_data();
    void aKeyThatCannotBeUsedIsNotPrinted();
    void whatIsPastedIsNotRepeated_data();
    void whatIsPastedIsNotRepeated();
    void aProxysPasswordIsNotPrinted_data();
    void aProxysPasswordIsNotPrinted();
    void aProcessIsClosedToOthers();
    void aChildInheritsNone();
    void theWindowShowsAndKeepsNone_data();
    void theWindowShowsAndKeepsNone();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_home;
};

/// What proves that the others prove something.
void TestCanaries::theSearchFindsThem()
{
    for (const QByteArray &canary : canaries()) {
        QCOMPARE(canaryIn("a " + canary + " b"), canary);
        QCOMPARE(canaryIn(canary.toPercentEncoding()), canary);
        QCOMPARE(canaryIn(canary.toBase64()), canary);
        QCOMPARE(canaryIn(QByteArray(canary + "more").toBase64()), canary);
    }
    QCOMPARE(canaryIn("nothing"), "");
}

void TestCanaries::listPrintsNone_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("format");
    const QStringList formats{u"table"_s, u"json"_s, u"ndjson"_s, u"csv"_s};
    const QStringList places{u"code"_s,       u"message"_s,      u"requestId"_s, u"header"_s,
                             u"html"_s,       u"xml"_s,          u"redirect"_s,  u"instance"_s,
                             u"repository"_s, u"tag"_s,          u"status"_s,    u"issue"_s,
                             u"rule"_s,       u"goodRequestId"_s};
    int row = 0;
    for (const QString &place : places) {
        for (const QString &way : {u"plain"_s, u"percent"_s, u"base64"_s}) {
            if (takesFewCases(IS_SANITIZED) && way != u"plain")
                continue;
            QTest::addRow("%s, %s", qPrintable(place), qPrintable(way))
                << place << way << formats[row++ % formats.size()];
        }
    }
    for (const QString &place : {u"message"_s, u"html"_s, u"xml"_s}) {
        for (const QString &way : {u"header"_s, u"address"_s})
            QTest::addRow("%s, %s", qPrintable(place), qPrintable(way))
                << place << way << u"table"_s;
    }
}

void TestCanaries::listPrintsNone()
{
    QFETCH(QString, place);
    QFETCH(QString, way);
    QFETCH(QString, format);
    const RepeatingRegistry registry(place, spelled(way));
    QProcessEnvironment environment = environmentWithKey(m_home->path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s); // at every level
    const Outcome outcome =
        runProgram({u"list"_s, u"--endpoint"_s, registry.endpoint(), u"--region"_s,
                    u"cn-hangzhou"_s, u"--format"_s, format, u"--query"_s, u"-rule:none"_s},
                   environment);
    QVERIFY(outcome.hasEnded);
    QVERIFY(registry.asked() > 0);
    QVERIFY(!outcome.errors.isEmpty());
    VERIFY_NO_CANARY("standard output", outcome.output);
    VERIFY_NO_CANARY("standard error", outcome.errors);
}

void TestCanaries::aKeyThatCannotBeUsedIsNotPrinted_data()
{
    QTest::addColumn<QJsonObject>("profile");
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const QJsonObject &profile,
                        const QStringList &arguments = {}) {
        QTest::newRow(name) << profile << arguments;
    };
    const QString secret = QString::fromLatin1(canarySecret);
    const QString token = QString::fromLatin1(canaryToken);
    const QString keyId = QString::fromLatin1(canaryKeyId);
    row("the secret as mode", {{u"mode"_s, secret}, {u"access_key_id"_s, keyId}});
    row("the token as mode", {{u"mode"_s, token}});
    row("the secret as the profile's name", {{u"name"_s, secret}, {u"mode"_s, u"Odd"_s}});
    row("the secret as a profile that is named", {{u"mode"_s, u"AK"_s}}, {u"--profile"_s, secret});
    row("the key id as a profile that is named", {{u"mode"_s, u"AK"_s}}, {u"--profile"_s, keyId});
    row("among several profiles", {{u"mode"_s, u"AK"_s}},
        {u"--profile"_s, secret, u"--profile"_s, u"default"_s});
    row("the secret as the source profile", {{u"mode"_s, u"ChainableRamRoleArn"_s},
                                             {u"ram_role_arn"_s, u"acs:ram::1:role/r"_s},
                                             {u"source_profile"_s, secret}});
    row("a blank in the secret", {{u"mode"_s, u"AK"_s},
                                  {u"access_key_id"_s, keyId},
                                  {u"access_key_secret"_s, QString(secret + u" x"_s)}});
    row("a token without a secret",
        {{u"mode"_s, u"StsToken"_s}, {u"access_key_id"_s, keyId}, {u"sts_token"_s, token}});
    row("a bearer token",
        {{u"mode"_s, u"BearerToken"_s}, {u"bearer_token"_s, QString::fromLatin1(canaryOidcToken)}});
    row("a private key", {{u"mode"_s, u"RsaKeyPair"_s}, {u"private_key"_s, secret}});
    row("an expired sign-in", {{u"mode"_s, u"OAuth"_s},
                               {u"access_key_id"_s, keyId},
                               {u"access_key_secret"_s, secret},
                               {u"sts_token"_s, token},
                               {u"sts_expiration"_s, 1'700'000'000},
                               {u"oauth_refresh_token"_s, token}});
    row("an address that gives no key",
        {{u"mode"_s, u"CredentialsURI"_s},
         {u"credentials_uri"_s,
          QString(u"http://127.0.0.1:9/"_s + QString::fromLatin1(canaryUriPath) + u"?k="_s +
                  QString::fromLatin1(canaryUriPath))}});
    row("an address with a password",
        {{u"mode"_s, u"CredentialsURI"_s},
         {u"credentials_uri"_s, QString(u"http://u:"_s + QString::fromLatin1(canaryProxyPassword) +
                                        u"@127.0.0.1:9/"_s)}});
    row("a command that fails and prints it",
        {{u"mode"_s, u"External"_s},
         {u"process_command"_s,
          QString(u"/bin/sh -c 'echo "_s + token + u" >&2; echo "_s + token + u"; exit 3'"_s)}});
    row("a command that cannot be started",
        {{u"mode"_s, u"External"_s},
         {u"process_command"_s, QString(u"/none/tool --secret "_s + token)}});
}

void TestCanaries::aKeyThatCannotBeUsedIsNotPrinted()
{
    QFETCH(QJsonObject, profile);
    QFETCH(QStringList, arguments);
    writeProfile(path(u".aliyun/config.json"_s), profile);
    QProcessEnvironment environment = bareEnvironment(m_home->path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true\nqt.core.qprocess*=true"_s);
    for (const QString &command : {u"list"_s, u"diagnose"_s}) {
        const Outcome outcome =
            runProgram(QStringList{command, u"--endpoint"_s, u"http://127.0.0.1:9"_s} + arguments,
                       environment);
        QVERIFY(outcome.hasEnded);
        QVERIFY2(outcome.errors.contains("sync-dashboard: "), outcome.errors.constData());
        VERIFY_NO_CANARY("standard output", outcome.output);
        VERIFY_NO_CANARY("standard error", outcome.errors);
    }
}

void TestCanaries::whatIsPastedIsNotRepeated_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString secret = QString::fromLatin1(canarySecret);
    QTest::newRow("command") << QStringList{secret};
    QTest::newRow("argument") << QStringList{u"list"_s, secret};
    for (const char *option : {"--region", "--format", "--status", "--query", "--endpoint"}) {
        const QString value = QByteArray(option) == "--query" ? u"statsu:"_s + secret : secret;
        QTest::newRow(option) << QStringList{u"list"_s, QString::fromLatin1(option), value};
    }
    QTest::newRow("address with a password")
        << QStringList{u"list"_s, u"--endpoint"_s,
                       u"https://u:"_s + QString::fromLatin1(canaryProxyPassword) + u"@h"_s};
    QTest::newRow("window") << QStringList{u"--theme"_s, secret};
    QTest::newRow("number") << QStringList{u"simulate"_s, u"--tasks"_s, secret};
}

void TestCanaries::whatIsPastedIsNotRepeated()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = runProgram(arguments, environmentWithKey(m_home->path()));
    QVERIFY(outcome.hasEnded);
    QVERIFY(!outcome.errors.isEmpty());
    VERIFY_NO_CANARY("standard output", outcome.output);
    VERIFY_NO_CANARY("standard error", outcome.errors);
}

void TestCanaries::aProxysPasswordIsNotPrinted_data()
{
    QTest::addColumn<QString>("proxy");
    const QString password = QString::fromLatin1(canaryProxyPassword);
    const QString dead = u"user:"_s + password + u"@127.0.0.1:9"_s;
    for (const QString &scheme : {u"http://"_s, u"socks5://"_s, u"https://"_s, u"odd://"_s})
        QTest::newRow(qPrintable(scheme)) << QString(scheme + dead);
    QTest::newRow("no port") << QString(u"http://user:"_s + password + u"@proxy.invalid"_s);
    QTest::newRow("not an address") << QString(u"user:"_s + password + u"@"_s);
}

void TestCanaries::aProxysPasswordIsNotPrinted()
{
    QFETCH(QString, proxy);
    QProcessEnvironment environment = environmentWithKey(m_home->path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    environment.insert(u"HTTPS_PROXY"_s, proxy);
    environment.insert(u"ALL_PROXY"_s, proxy);
    const Outcome outcome = runProgram(
        {u"list"_s, u"--endpoint"_s, u"https://cr.invalid"_s, u"--instance"_s, u"cri-a"_s},
        environment);
    QVERIFY(outcome.hasEnded);
    QVERIFY(!outcome.errors.isEmpty());
    VERIFY_NO_CANARY("standard error", outcome.errors);
}

/// As the system shows a process that runs.
void TestCanaries::aProcessIsClosedToOthers()
{
    QProcess process;
    QProcessEnvironment environment = environmentWithKey(m_home->path());
    environment.remove(u"SYNC_DASHBOARD_DEBUGGABLE"_s);
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // which needs it to be open
    process.setProcessEnvironment(environment);
    // As nobody in particular: to root every process is open, and shown as its own.
    constexpr uid_t nobody = 65534;
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        process.setChildProcessModifier([] { [[maybe_unused]] const int set = ::setuid(nobody); });
    const QStringList simulate{u"simulate"_s, u"--tasks"_s, u"1"_s};
    process.start(QStringLiteral(PROGRAM), simulate);
    const bool isNobodys = isRoot && process.waitForReadyRead(waitMs);
    if (isRoot && !isNobodys) { // the folder of the program is root's alone
        process.setChildProcessModifier({});
        process.start(QStringLiteral(PROGRAM), simulate);
    }
    QVERIFY(isNobodys || process.waitForReadyRead(waitMs));
    const QString folder = u"/proc/"_s + QString::number(process.processId());
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(QString(folder + u"/environ"_s)), &status), 0);
    const QByteArray variables = contentOf(folder + u"/environ"_s); // at most to root
    const QByteArray arguments = contentOf(folder + u"/cmdline"_s);
    const QByteArray limits = contentOf(folder + u"/limits"_s);
    const QByteArray state = contentOf(folder + u"/status"_s);
    process.terminate();
    QVERIFY(process.waitForFinished(waitMs));

    QCOMPARE(status.st_uid, 0U); // not the user's, so the process is not dumpable
    const qsizetype core = limits.indexOf("Max core file size");
    QCOMPARE(limits.mid(core, limits.indexOf('\n', core) - core).simplified(),
             "Max core file size 0 0 bytes");
    QVERIFY2(state.contains("Umask:\t0077"), state.constData());
    VERIFY_NO_CANARY("environment", variables);
    VERIFY_NO_CANARY("arguments", arguments);
}

/// A command that prints a key is told none, and cannot look one up in what it was started by.
void TestCanaries::aChildInheritsNone()
{
    const QString seen = path(u"seen"_s);
    writeFile(path(u"tool"_s), "env > '" + seen.toUtf8() +
                                   "'; cat /proc/self/cmdline /proc/$PPID/cmdline >> '" +
                                   seen.toUtf8() + "'; cat /proc/$PPID/environ >> '" +
                                   seen.toUtf8() + "' 2>/dev/null; exit 1");
    writeProfile(path(u".aliyun/config.json"_s),
                 {{u"mode"_s, u"External"_s},
                  {u"process_command"_s, QString(u"/bin/sh "_s + path(u"tool"_s))}});
    QProcessEnvironment environment = environmentWithKey(m_home->path());
    for (const QString &name :
         {u"ALIBABACLOUD_ACCESS_KEY_SECRET"_s, u"ALICLOUD_SECRET_KEY"_s, u"ACCESS_KEY_SECRET"_s,
          u"SECURITY_TOKEN"_s, u"ALIBABA_CLOUD_BEARER_TOKEN"_s, u"ALIBABA_CLOUD_CREDENTIALS_URI"_s,
          u"ALICLOUD_ACCESS_KEY"_s})
        environment.insert(name, QString::fromLatin1(canaryToken));
    environment.insert(u"HTTPS_PROXY"_s, u"http://proxy.example:1"_s);
    const Outcome outcome = runProgram({u"list"_s, u"--profile"_s, u"default"_s}, environment);
    QVERIFY(outcome.hasEnded);
    const QByteArray child = contentOf(seen);
    QVERIFY2(child.contains("PATH=") && child.contains("HTTPS_PROXY="), child.constData());
    VERIFY_NO_CANARY("environment of a child", child);
}

void TestCanaries::theWindowShowsAndKeepsNone_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("way");
    for (const QString &place : {u"message"_s, u"code"_s, u"issue"_s, u"repository"_s,
                                 u"instance"_s, u"rule"_s, u"nowhere else"_s}) {
        for (const QString &way : {u"plain"_s, u"percent"_s})
            QTest::addRow("%s, %s", qPrintable(place), qPrintable(way)) << place << way;
    }
}

void TestCanaries::theWindowShowsAndKeepsNone()
{
    QFETCH(QString, place);
    QFETCH(QString, way);
    const RepeatingRegistry registry(place, spelled(way));
    HastenedClock clock;
    logged.clear();
    QLoggingCategory::setFilterRules(u"sync.*=true\nqt.network.*=true"_s);
    const QtMessageHandler former = qInstallMessageHandler(keepLog);
    {
        Program program(*qobject_cast<QApplication *>(qApp), clock,
                        environmentWithKey(m_home->path()));
        program.open(
            {.connection = {.regions = {u"cn-hangzhou"_s}, .endpoint = registry.endpoint()}});
        Dashboard &dashboard = program.dashboard();
        QVERIFY(QTest::qWaitFor([&dashboard] { return dashboard.isSettled(); }, waitMs));
        MainWindow &window = dashboard.window();
        if (dashboard.model().rowCount() > 0) {
            window.table().setCurrentIndex(dashboard.model().index(0, 0));
            window.openDetailPane();
            QVERIFY(QTest::qWaitFor([&dashboard] { return dashboard.isSettled(); }, waitMs));
            auto *reply = window.findChild<QAction *>(u"actionCopyReply"_s);
            QVERIFY(reply);
            QTRY_VERIFY(reply->isEnabled());
            for (const QString &name : {u"actionCopyReply"_s, u"actionCopyAll"_s,
                                        u"actionCopyCommand"_s, u"actionCopySource"_s}) {
                QGuiApplication::clipboard()->clear();
                window.findChild<QAction *>(name)->trigger();
                QVERIFY2(!QGuiApplication::clipboard()->text().isEmpty(), qPrintable(name));
                VERIFY_NO_CANARY("clipboard", QGuiApplication::clipboard()->text().toUtf8());
            }
            window.table().setFocus();
            window.table().selectAll();
            QTest::keyClick(&window.table(), Qt::Key_C, Qt::ControlModifier);
            VERIFY_NO_CANARY("clipboard", QGuiApplication::clipboard()->text().toUtf8());
            window.findChild<QAction *>(u"actionShowReply"_s)->trigger();
            const auto *raw = window.findChild<QPlainTextEdit *>(u"replyText"_s);
            QVERIFY(raw && raw->toPlainText().contains(u"rst-1"_s));
            VERIFY_NO_CANARY("raw reply", raw->toPlainText().toUtf8());
            const Notice notice{.kind = Notice::Kind::Failures,
                                .count = 1,
                                .examples = {dashboard.model().taskAt(0)}};
            VERIFY_NO_CANARY("notice",
                             (noticeTitle(notice) + noticeText(notice, clock.now())).toUtf8());
        }
        for (const ApiError &error : program.errors()) {
            const Notice notice{.kind = Notice::Kind::ConnectionLost, .error = error};
            VERIFY_NO_CANARY("notice",
                             (noticeTitle(notice) + noticeText(notice, clock.now())).toUtf8());
        }
        VERIFY_NO_CANARY("window", wordsOf(window));
        VERIFY_NO_CANARY("summary", dashboard.textSummary().toUtf8());
        VERIFY_NO_CANARY("diagnostics", diagnosticsText(dashboard.diagnosticsSource()).toUtf8());
    }
    qInstallMessageHandler(former);
    QLoggingCategory::setFilterRules({});
    VERIFY_NO_CANARY("log", logged.toUtf8());
    // Settings, views, queries, history: all that it has left on the disk.
    int files = 0;
    for (const char *root : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"}) {
        QDirIterator entries(qEnvironmentVariable(root), QDir::Files | QDir::Hidden,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            const QString file = entries.next();
            struct stat status = {};
            QCOMPARE(::stat(qPrintable(file), &status), 0);
            QCOMPARE(status.st_mode & 0777U, 0600U);
            VERIFY_NO_CANARY("file", contentOf(file));
            ++files;
        }
    }
    QVERIFY(files >= 2);
}

int main(int argc, char **argv)
{
    // A home of its own, before anybody asks where things are kept; files as careless as can be.
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", home.filePath(u"data"_s).toUtf8());
    ::umask(0);
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"SyncDashboard"_s);
    QCoreApplication::setApplicationName(u"sync-dashboard"_s);
    TestCanaries test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_canaries.moc"
