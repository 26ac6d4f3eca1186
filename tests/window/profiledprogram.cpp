#include "profiledprogram.h"

#include "mainmenu.h"
#include "mainwindow.h"
#include "profilemenu.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPointer>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

SimulatorInfo startSimulator(Simulator &simulator, const SimulatorOptions &options)
{
    const Result<SimulatorInfo> info = simulator.start(options);
    if (!info)
        qFatal("%s", qPrintable(technicalLine(info.error())));
    return *info;
}

QJsonObject profileOf(const QString &name, const SimulatorInfo &registry, const QString &secret)
{
    return {{u"name"_s, name},
            {u"mode"_s, u"AK"_s},
            {u"access_key_id"_s, registry.accessKeyId},
            {u"access_key_secret"_s, secret},
            {u"region_id"_s, registry.instances.first().regionId},
            {u"endpoint"_s, registry.endpoint.toString()}};
}

} // namespace

ProfiledProgram::ProfiledProgram()
    : m_prodInfo(startSimulator(
          m_prod, {.tasks = prodTasks, .instances = 1, .ratePerMinute = 0, .seed = 1})),
      m_testInfo(startSimulator(
          m_test, {.tasks = testTasks, .instances = 1, .ratePerMinute = 0, .seed = 2}))
{
    qputenv("HOME", m_home.path().toUtf8());
    // Where the program keeps things is asked for once and for all: each begins with nothing.
    QSettings(QSettings::IniFormat, QSettings::UserScope, QCoreApplication::organizationName(),
              u"sync-dashboard"_s)
        .clear();
    QDir(historyFolder()).removeRecursively();
    writeConfig(u"not-the-secret"_s, m_prodInfo.accessKeySecret);
}

ProfiledProgram::~ProfiledProgram()
{
    m_program.reset(); // its calls end before the registries that answer them
}

void ProfiledProgram::renewKey()
{
    writeConfig(m_testInfo.accessKeySecret, m_prodInfo.accessKeySecret);
}

void ProfiledProgram::renewKeyAndSpoilProd()
{
    writeConfig(m_testInfo.accessKeySecret, {});
}

void ProfiledProgram::writeConfig(const QString &secretOfWrong, const QString &secretOfProd)
{
    const QJsonObject role{{u"name"_s, u"role"_s}, {u"mode"_s, u"RamRoleArn"_s}};
    const QJsonObject config{
        {u"current"_s, u"prod"_s},
        {u"profiles"_s, QJsonArray{profileOf(u"prod"_s, m_prodInfo, secretOfProd),
                                   profileOf(u"test"_s, m_testInfo, m_testInfo.accessKeySecret),
                                   profileOf(u"twin"_s, m_prodInfo, m_prodInfo.accessKeySecret),
                                   profileOf(u"wrong"_s, m_testInfo, secretOfWrong), role}}};
    QDir(m_home.path()).mkpath(u".aliyun"_s);
    QSaveFile file(m_home.filePath(u".aliyun/config.json"_s)); // replaced, as tools do
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(config).toJson()) <= 0 ||
        !file.commit())
        qFatal("cannot write the profiles");
}

bool ProfiledProgram::startWith(const ConnectionOptions &connection,
                                std::shared_ptr<Keychain> keychain)
{
    m_program.reset();
    m_program = std::make_unique<Program>(*qobject_cast<QApplication *>(qApp), m_clock);
    m_program->useKeychain(std::move(keychain));
    m_program->open({.connection = connection});
    return settle();
}

bool ProfiledProgram::start(const QStringList &profiles, bool all)
{
    return startWith({.profiles = profiles, .allProfiles = all});
}

bool ProfiledProgram::startAtProd(const QStringList &profiles, std::shared_ptr<Keychain> keychain)
{
    return startWith({.regions = {m_prodInfo.instances.first().regionId},
                      .endpoint = m_prodInfo.endpoint.toString(),
                      .profiles = profiles},
                     std::move(keychain));
}

QByteArray ProfiledProgram::prodKey() const
{
    return QJsonDocument(QJsonObject{{u"access_key_id"_s, m_prodInfo.accessKeyId},
                                     {u"access_key_secret"_s, m_prodInfo.accessKeySecret}})
        .toJson();
}

bool ProfiledProgram::settle()
{
    return QTest::qWaitFor([this] { return dashboard().isSettled(); }, 60'000);
}

bool ProfiledProgram::choose(const QString &profile, int patience)
{
    const QPointer<MainWindow> former = &window();
    const QString name = profile.isEmpty() ? u"profileDefault"_s : u"profile_"_s + profile;
    auto *entry = window().menu().profiles().findChild<QAction *>(name);
    if (!entry || !entry->isEnabled())
        return false;
    entry->trigger();
    return QTest::qWaitFor([&former] { return former.isNull(); }, patience) && settle();
}

void ProfiledProgram::breakNetwork()
{
    m_prod.stop();
    m_test.stop();
}

QString ProfiledProgram::historyFolder() const
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

QString ProfiledProgram::text(const QString &objectName)
{
    const auto *widget = window().findChild<QWidget *>(objectName);
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *text = qobject_cast<const QTextEdit *>(widget))
        return text->toPlainText();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    qFatal("%s has no text", qPrintable(objectName));
}

void liveIn(const QString &folder)
{
    qputenv("HOME", folder.toUtf8());
    qputenv("XDG_CONFIG_HOME", (folder + u"/config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", (folder + u"/data"_s).toUtf8());
    for (const char *name :
         {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_PROFILE",
          "ALIBABA_CLOUD_CONFIG_FILE", "ALIBABA_CLOUD_REGION_ID"})
        qunsetenv(name);
}
