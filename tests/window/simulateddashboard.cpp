#include "simulateddashboard.h"

#include "accessibleparts.h"
#include "allowing.h"
#include "credentials.h"
#include "endpoint.h"
#include "mainmenu.h"
#include "registryclient.h"
#include "tasktableview.h"
#include "theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTextEdit>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SimulatedDashboard::SimulatedDashboard(int tasks, Settings settings, const QString &historyFile,
                                       double pushesPerMinute)
    : m_settings(std::move(settings)), m_historyFile(historyFile)
{
    m_options.tasks = tasks;
    m_options.ratePerMinute = pushesPerMinute;
    const Result<SimulatorInfo> info = m_simulator.start(m_options);
    if (!info)
        qFatal("%s", qPrintable(technicalLine(info.error())));
    m_info = *info;
    m_options.port = static_cast<quint16>(m_info.endpoint.port());

    installAccessibleParts();
    applyTheme(*qApp, ThemeChoice::Light);
    open();
}

void SimulatedDashboard::open()
{
    m_dashboard = std::make_unique<Dashboard>(m_clock, m_settings);
    if (!m_historyFile.isEmpty())
        m_dashboard->keepHistory(m_historyFile);
    window().resize(1440, 900);
    window().show();
    connectAnew();
}

void SimulatedDashboard::reopen()
{
    m_settings = m_dashboard->settings();
    m_dashboard.reset(); // the history's file is free before it is opened again
    open();
}

SimulatedDashboard::~SimulatedDashboard()
{
    m_dashboard.reset(); // its calls end before the registry that answers them
}

bool SimulatedDashboard::settle()
{
    // Long, for programs that the sanitizers slow down.
    return QTest::qWaitFor([this] { return m_dashboard->isSettled(); }, 60'000);
}

QString SimulatedDashboard::text(const QString &objectName)
{
    const auto &widget = part<QWidget>(objectName);
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    if (const auto *text = qobject_cast<const QTextEdit *>(&widget))
        return text->toPlainText().remove(QChar(0x2060));
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    qFatal("%s has no text", qPrintable(objectName));
}

void SimulatedDashboard::click(const QString &objectName)
{
    QTest::mouseClick(&part<QWidget>(objectName), Qt::LeftButton);
}

void SimulatedDashboard::type(const QString &fieldName, const QString &text)
{
    auto &field = part<QLineEdit>(fieldName);
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
}

void SimulatedDashboard::trigger(const QString &actionName)
{
    part<QAction>(actionName).trigger();
}

void SimulatedDashboard::toggleAllowed()
{
    ::toggleAllowed(*window().menu().allowChanges());
    window().activateWindow(); // as a desktop does when the question has gone
}

int SimulatedDashboard::rowsWith(SyncTaskStatus status)
{
    int count = 0;
    for (int row = 0; row < model().rowCount(); ++row)
        count += model().taskAt(row).status.value == status ? 1 : 0;
    return count;
}

int SimulatedDashboard::choose(SyncTaskStatus status)
{
    for (int row = 0; row < model().rowCount(); ++row) {
        if (model().taskAt(row).status.value == status) {
            table().setCurrentIndex(model().index(row, 0));
            return row;
        }
    }
    return -1;
}

void SimulatedDashboard::breakNetwork()
{
    m_simulator.stop();
}

void SimulatedDashboard::mendNetwork()
{
    const Result<SimulatorInfo> info = m_simulator.start(m_options);
    if (!info)
        qFatal("%s", qPrintable(technicalLine(info.error())));
}

void SimulatedDashboard::useWrongSecret()
{
    connectWith(u"not-the-secret"_s);
}

void SimulatedDashboard::connectAnew()
{
    connectWith(m_info.accessKeySecret);
}

void SimulatedDashboard::connectTo(std::unique_ptr<Registry> account)
{
    m_dashboard->connectTo(std::move(account), {m_info.instances.first().regionId});
}

std::unique_ptr<RegistryClient> SimulatedDashboard::makeClient()
{
    return makeClient(m_info.accessKeySecret);
}

std::unique_ptr<RegistryClient> SimulatedDashboard::makeClient(const QString &secret)
{
    CallLimits limits;
    limits.retry.maxAttempts = 1; // the client's patience has tests of its own
    return std::make_unique<RegistryClient>(Credentials{.accessKeyId = m_info.accessKeyId.toUtf8(),
                                                        .accessKeySecret = Secret(secret.toUtf8())},
                                            EndpointRule{.ownEndpoint = m_info.endpoint.toString()},
                                            m_clock, systemRandomSource(), limits);
}

void SimulatedDashboard::connectWith(const QString &secret)
{
    connectTo(makeClient(secret));
}
