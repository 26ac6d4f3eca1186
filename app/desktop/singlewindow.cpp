#include "singlewindow.h"

#include "smallfile.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nameLength = 16;
constexpr std::chrono::milliseconds handOverPause{50}; // the first one may not listen yet

// Which window is meant, and whose keys: never a secret.
constexpr auto windowVariables = {
    "WAYLAND_DISPLAY",
    "DISPLAY",
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "ALIBABA_CLOUD_PROFILE",
    "ALIBABA_CLOUD_CONFIG_FILE",
    "ALIBABA_CLOUD_ROLE_ARN",
    "ALIBABA_CLOUD_ECS_METADATA",
    "ALIBABA_CLOUD_CREDENTIALS_URI",
};

int left(const QDeadlineTimer &deadline)
{
    return std::max(0, static_cast<int>(deadline.remainingTime()));
}

/// Sends \p message to whoever listens at \p path; their answer, empty where none came in time.
QByteArray ask(const QString &path, const QByteArray &message, const QDeadlineTimer &deadline)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    while (!socket.waitForConnected(left(deadline))) {
        if (deadline.hasExpired())
            return {};
        QThread::msleep(
            static_cast<unsigned long>(std::min<qint64>(handOverPause.count(), left(deadline))));
        socket.connectToServer(path);
    }
    socket.write(message);
    QByteArray reply;
    while (!reply.endsWith('\n') && reply.size() < longestWindowMessage) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(left(deadline)))
            return {};
        reply += socket.readLine(longestWindowMessage);
    }
    return reply;
}

} // namespace

QString windowSocketPath(const QString &settings, const QProcessEnvironment &environment)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(settings.toUtf8());
    for (const char *name : windowVariables) {
        hash.addData(QByteArrayView("\0", 1));
        hash.addData(environment.value(QString::fromLatin1(name)).toUtf8());
    }
    const QString name = QString::fromLatin1(hash.result().toHex().left(nameLength));
    const bool hasRuntime = !environment.value(u"XDG_RUNTIME_DIR"_s).isEmpty();
    const QString folder = hasRuntime
                               ? QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) +
                                     u"/sync-dashboard"_s
                               : QFileInfo(settings).path();
    return folder + u"/window-"_s + name;
}

SingleWindow::SingleWindow(QString path, Clock &clock, QObject *parent)
    : QObject(parent), m_path(std::move(path)), m_lock(m_path + u".lock"_s), m_server(clock)
{
    connect(&m_server, &WindowServer::requested, this, &SingleWindow::requested);
}

SingleWindow::Outcome SingleWindow::claim()
{
    if (const auto folder = makeFolder(QFileInfo(m_path).path()); !folder) {
        m_error = folder.error();
        return Outcome::Unknown;
    }
    switch (m_lock.tryLock()) {
    case FileLock::Outcome::Locked:
        m_isFirst = true;
        return Outcome::First;
    case FileLock::Outcome::HeldByAnother:
        return Outcome::NoAnswer;
    case FileLock::Outcome::Failed:
        break;
    }
    m_error = m_lock.error();
    return Outcome::Unknown;
}

bool SingleWindow::isHeld() const
{
    FileLock lock(m_path + u".lock"_s); // ends here
    return !m_isFirst && lock.tryLock() == FileLock::Outcome::HeldByAnother;
}

SingleWindow::Outcome SingleWindow::claimOrHandOver(const WindowRequest &request,
                                                    std::chrono::milliseconds patience)
{
    const Outcome claimed = claim();
    if (claimed != Outcome::NoAnswer)
        return claimed;
    const QByteArray line =
        ask(m_path + u".socket"_s, writeRequest(request), QDeadlineTimer(patience));
    const WindowReply reply = readReply(line);
    if (reply.isTaken)
        return Outcome::HandedOver;
    if (reply.isOtherVersion)
        return Outcome::OtherVersion;
    return claim(); // it may have ended meanwhile
}

bool SingleWindow::listen()
{
    const bool isListening = m_server.listen(m_path + u".socket"_s);
    if (!isListening)
        m_error = m_server.error();
    return isListening;
}
