#include "benchserver.h"

#include "dashboard.h"
#include "registryclient.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

BenchServer::BenchServer(const QString &program, int tasks)
{
    m_process.start(program, {u"simulate"_s, u"--tasks"_s, QString::number(tasks), u"--instances"_s,
                              u"1"_s, u"--rate"_s, u"0"_s});
    if (m_process.waitForReadyRead(60'000))
        m_info = QJsonDocument::fromJson(m_process.readLine()).object();
    else
        qWarning("%s does not start", qPrintable(program));
}

BenchServer::~BenchServer()
{
    m_process.terminate();
    m_process.waitForFinished();
}

QString BenchServer::keyId() const
{
    return m_info.value("accessKeyId"_L1).toString();
}

QString BenchServer::keySecret() const
{
    return m_info.value("accessKeySecret"_L1).toString();
}

QString BenchServer::endpoint() const
{
    return m_info.value("endpoint"_L1).toString();
}

Credentials BenchServer::credentials() const
{
    return {.accessKeyId = keyId().toUtf8(), .accessKeySecret = Secret(keySecret().toUtf8())};
}

InstanceRef BenchServer::instance() const
{
    const QJsonObject instance = m_info.value("instances"_L1).toArray().at(0).toObject();
    return {.regionId = instance.value("regionId"_L1).toString(),
            .instanceId = instance.value("instanceId"_L1).toString()};
}

void BenchServer::showIn(Dashboard &dashboard, Clock &clock) const
{
    dashboard.window().resize(1440, 900);
    dashboard.window().show();
    dashboard.connectTo(std::make_unique<RegistryClient>(credentials(), endpointRule(), clock),
                        {instance().regionId});
}
