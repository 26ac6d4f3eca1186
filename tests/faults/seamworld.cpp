#include "seamworld.h"

#include "mainwindow.h"
#include "messagebar.h"
#include "ownfiles.h"
#include "registryclient.h"
#include "sqlitedatabase.h"
#include "synctasktablemodel.h"
#include "tasklister.h"
#include "tlsserver.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEvent>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int tasksAtFirst = 120;
constexpr int pushesPerMinute = 4;
constexpr int stepsBetweenPushes = 4;
constexpr int patienceMs = 60'000;

void put(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path); // replaced, as tools do
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        qFatal("cannot write %s", qPrintable(path));
}

QString atHome(const QString &name)
{
    return QDir::home().filePath(name);
}

/// Where nobody listens.
QString deadEndpoint()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
    return u"https://127.0.0.1:"_s + QString::number(server.serverPort());
}

} // namespace

KeyServer::KeyServer()
{
    listenAgain();
    connect(this, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *client = nextPendingConnection();
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            if (!isSilent && client->readAll().contains("\r\n\r\n"))
                client->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                              "Content-Length: " +
                              QByteArray::number(key.size()) + "\r\n\r\n" + key);
        });
    });
}

void KeyServer::pauseListening()
{
    close();
    for (QTcpSocket *client : findChildren<QTcpSocket *>())
        client->abort();
}

void KeyServer::listenAgain()
{
    if (!listen(QHostAddress::LocalHost, m_port))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
    m_port = serverPort();
}

SeamWorld::SeamWorld(Home home, bool isNetworkNamed) : m_home(home)
{
    for (const QString &folder : {u"config"_s, u"data"_s, u".aliyun"_s})
        QDir(atHome(folder)).removeRecursively();
    const Result<SimulatorInfo> info =
        m_registry.start({.tasks = tasksAtFirst,
                          .instances = 1,
                          .ratePerMinute = pushesPerMinute,
                          .securityToken = u"token-of-the-session"_s});
    if (!info)
        qFatal("no registry on loopback");
    m_info = *info;
    server = std::make_unique<FaultyServer>(static_cast<quint16>(m_info.endpoint.port()));
    const auto serverPort = static_cast<quint16>(QUrl(server->endpoint()).port());
    front = std::make_unique<TlsFront>(u"good"_s, serverPort);
    proxy = std::make_unique<TunnelProxy>(front->serverPort());
    m_endpoint = home == Home::Tunnel ? deadEndpoint() : server->endpoint();
    m_direct = std::make_unique<RegistryClient>(
        Credentials{.accessKeyId = m_info.accessKeyId.toUtf8(),
                    .accessKeySecret = Secret(m_info.accessKeySecret.toUtf8()),
                    .securityToken = Secret(m_info.securityToken.toUtf8())},
        EndpointRule{.ownEndpoint = m_info.endpoint.toString()}, clock);
    QFile::remove(caFile());
    QFile::copy(certificateFile(u"authority"_s), caFile());
    renewServedKey();
    writeRightCommand();
    writeRightProfile();
    writeSettings(isNetworkNamed);
    m_program = std::make_unique<Program>(*qobject_cast<QApplication *>(qApp), ownClock);
    ConnectionOptions options;
    if (home == Home::Keychain) {
        keychain->entries[u"prod"_s] =
            QJsonDocument(QJsonObject{{u"access_key_id"_s, m_info.accessKeyId},
                                      {u"access_key_secret"_s, m_info.accessKeySecret},
                                      {u"sts_token"_s, m_info.securityToken}})
                .toJson();
        m_program->useKeychain(keychain);
        options = {.regions = {m_info.instances.first().regionId},
                   .endpoint = m_endpoint,
                   .profiles = {u"keychain:prod"_s}};
    }
    m_program->open({.connection = options});
    window().resize(1440, 900); // all of its parts are shown
}

SeamWorld::~SeamWorld()
{
    m_program.reset(); // its calls end before the registry that answers them
    m_direct.reset();
}

void SeamWorld::writeSettings(bool isNetworkNamed) const
{
    Settings settings{.chartRange = ChartRange::All};
    if (m_home == Home::Tunnel && isNetworkNamed) {
        settings.preferences.proxy = proxy->address();
        settings.preferences.caFile = caFile();
    }
    if (!SettingsFile(settingsPath(false)).save(settings))
        qFatal("cannot write the settings");
}

bool SeamWorld::comes(const std::function<bool()> &isSo)
{
    QElapsedTimer timer;
    timer.start();
    while (!isSo()) {
        if (timer.elapsed() > patienceMs)
            return false;
        pass();
    }
    return true;
}

/// Slowly enough for calls that are under way.
void SeamWorld::pass()
{
    clock.putForward(4s);
    QTest::qWait(25);
}

QString SeamWorld::told()
{
    QStringList texts;
    for (const QLabel *label : window().findChildren<QLabel *>()) {
        if (label->isVisibleTo(&window()))
            texts << label->text();
    }
    for (const QTextEdit *text : window().findChildren<QTextEdit *>()) {
        if (text->isVisibleTo(&window()))
            texts << text->toPlainText();
    }
    return texts.join(u'\n');
}

bool SeamWorld::isMessageShown()
{
    return window().messageBar().isVisible();
}

QStringList SeamWorld::shownIds()
{
    SyncTaskTableModel &model = dashboard().model();
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.taskAt(row).id;
    ids.sort();
    return ids;
}

QStringList SeamWorld::listedIds()
{
    QStringList ids;
    TaskLister lister(*m_direct, {.instance = {.regionId = m_info.instances[0].regionId,
                                               .instanceId = m_info.instances[0].instanceId}});
    bool isDone = false;
    QObject::connect(&lister, &TaskLister::tasksArrived, &lister,
                     [&ids](const std::vector<SyncTask> &arrived) {
                         for (const SyncTask &task : arrived)
                             ids << task.id;
                     });
    QObject::connect(&lister, &TaskLister::finished, &lister, [&isDone] { isDone = true; });
    lister.start();
    if (!QTest::qWaitFor([&isDone] { return isDone; }, patienceMs))
        qFatal("the registry does not answer the test");
    ids.sort();
    return ids;
}

bool SeamWorld::showsNewTasks()
{
    const qsizetype before = listedIds().size();
    QStringList listed;
    const auto isNewThere = [&] {
        for (int step = 0; step < stepsBetweenPushes; ++step)
            pass();
        listed = listedIds();
        return listed.size() > before;
    };
    if (!comes(isNewThere))
        return false;
    // What came while it was looked for is looked for once more.
    return comes([&] {
        const QStringList shown = shownIds();
        return shown == listed || (shown.size() > listed.size() && shown == (listed = listedIds()));
    });
}

qint64 SeamWorld::endAndCountHistory()
{
    m_program.reset();
    SqliteDatabase database;
    if (!database.open(historyPath({})))
        return -1;
    return database.number("SELECT count(*) FROM tasks");
}

void SeamWorld::writeProfile(const QString &secret)
{
    QJsonObject profile{{u"name"_s, u"default"_s},
                        {u"region_id"_s, m_info.instances.first().regionId},
                        {u"endpoint"_s, m_endpoint}};
    if (m_home == Home::Command) {
        profile[u"mode"_s] = u"External"_s;
        profile[u"process_command"_s] = QString(u"sh "_s + atHome(u"key.sh"_s));
    } else if (m_home == Home::Address) {
        profile[u"mode"_s] = u"CredentialsURI"_s;
        profile[u"credentials_uri"_s] =
            QString(u"http://127.0.0.1:"_s + QString::number(keys.serverPort()));
    } else {
        profile[u"mode"_s] = u"StsToken"_s;
        profile[u"access_key_id"_s] = m_info.accessKeyId;
        profile[u"access_key_secret"_s] = secret;
        profile[u"sts_token"_s] = m_info.securityToken;
    }
    put(profileFile(), QJsonDocument(QJsonObject{{u"current"_s, u"default"_s},
                                                 {u"profiles"_s, QJsonArray{profile}}})
                           .toJson());
}

void SeamWorld::writeCommand(const QByteArray &script)
{
    put(atHome(u"key.sh"_s), script);
}

void SeamWorld::writeRightCommand()
{
    const QJsonObject key{
        {u"mode"_s, u"StsToken"_s},
        {u"access_key_id"_s, m_info.accessKeyId},
        {u"access_key_secret"_s, m_info.accessKeySecret},
        {u"sts_token"_s, m_info.securityToken},
        {u"expiration"_s, clock.now().addMSecs(keyLife.count()).toString(Qt::ISODate)}};
    writeCommand("echo '" + QJsonDocument(key).toJson(QJsonDocument::Compact) + "'\n");
}

void SeamWorld::renewServedKey()
{
    keys.key =
        QJsonDocument(QJsonObject{{u"Code"_s, u"Success"_s},
                                  {u"AccessKeyId"_s, m_info.accessKeyId},
                                  {u"AccessKeySecret"_s, m_info.accessKeySecret},
                                  {u"SecurityToken"_s, m_info.securityToken},
                                  {u"Expiration"_s,
                                   clock.now().addMSecs(keyLife.count()).toString(Qt::ISODate)}})
            .toJson();
}

void SeamWorld::answerWith(const QByteArray &status, const QByteArray &body,
                           const QByteArray &operation)
{
    const QByteArray reply =
        "HTTP/1.1 " + status +
        "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n\r\n" + body;
    const QByteArray marker =
        operation.isEmpty() ? QByteArray() : "x-acs-action: " + operation + "\r\n";
    server->arm({.spoiled = [reply](const QByteArray &) { return reply; }}, marker);
}

QString SeamWorld::profileFile() const
{
    return atHome(u".aliyun/config.json"_s);
}

QString SeamWorld::caFile() const
{
    return atHome(u"ca.pem"_s);
}

QString SeamWorld::settingsFolder() const
{
    return QFileInfo(settingsPath(false)).path();
}

QString SeamWorld::historyFolder() const
{
    return QFileInfo(historyPath({})).path();
}

void SeamWorld::chooseDays(int days)
{
    part<QAction>(u"actionSettings"_s).trigger();
    part<QSpinBox>(u"historyDays"_s).setValue(days);
    part<QPushButton>(u"settingsOk"_s).click();
}

void SeamWorld::choosePreferences(const QString &proxyAddress, const QString &authorities)
{
    part<QAction>(u"actionSettings"_s).trigger();
    part<QLineEdit>(u"networkProxy"_s).setText(proxyAddress);
    part<QLineEdit>(u"networkCaFile"_s).setText(authorities);
    part<QPushButton>(u"settingsOk"_s).click();
}

void SeamWorld::saveView(const QString &name)
{
    if (!part<QLineEdit>(u"viewName"_s).isVisible())
        part<QPushButton>(u"saveView"_s).click();
    part<QLineEdit>(u"viewName"_s).setText(name);
    QTest::keyClick(&part<QLineEdit>(u"viewName"_s), Qt::Key_Return);
}

void SeamWorld::ask(const QString &query)
{
    auto &field = part<QLineEdit>(u"filterText"_s);
    field.setText(query);
    QTest::keyClick(&field, Qt::Key_Return);
}
