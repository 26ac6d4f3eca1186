#include "xdisplay.h"

#include <QSize>
#include <QStandardPaths>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace {

// Requests, events and masks by their numbers in the protocol.
constexpr char changeWindowAttributes = 2;
constexpr char unmapWindow = 10;
constexpr quint32 eventMask = 0x800;
constexpr quint32 substructureNotify = 0x80000;
enum Event { CreateNotify = 16, DestroyNotify = 17, MapNotify = 19, ConfigureNotify = 22 };
constexpr qint64 eventSize = 32;

constexpr QSize leastSize(200, 100); // of a window that is one of the program's own

template<typename Number>
Number numberAt(const QByteArray &bytes, qsizetype offset)
{
    return offset + qsizetype{sizeof(Number)} <= bytes.size()
               ? qFromLittleEndian<Number>(bytes.constData() + offset)
               : Number{};
}

void append(QByteArray &to, quint32 number)
{
    number = qToLittleEndian(number);
    to.append(reinterpret_cast<const char *>(&number), sizeof number);
}

/// The head of a request of \p words words in all.
QByteArray request(char code, char words)
{
    return QByteArray(1, code) + QByteArray(1, '\0') + QByteArray(1, words) + QByteArray(1, '\0');
}

} // namespace

XDisplay::XDisplay()
{
    if (QStandardPaths::findExecutable(u"Xvfb"_s).isEmpty() || !startServer()) {
        qWarning("what needs a display is left out: there is no Xvfb, or it does not start");
        return;
    }
    startBus();
    connect(&m_socket, &QLocalSocket::readyRead, this, &XDisplay::readEvents);
}

XDisplay::~XDisplay()
{
    m_socket.abort();
    for (QProcess *process : {&m_bus, &m_server}) {
        process->terminate();
        if (process->state() != QProcess::NotRunning && !process->waitForFinished(5'000))
            process->kill();
    }
}

void XDisplay::addTo(QProcessEnvironment &environment) const
{
    environment.remove(u"WAYLAND_DISPLAY"_s);
    environment.insert(u"DISPLAY"_s, m_name);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s,
                       m_busAddress.isEmpty() ? u"disabled:"_s : m_busAddress);
}

void XDisplay::unmap(quint32 window)
{
    QByteArray bytes = request(unmapWindow, 2);
    append(bytes, window);
    m_socket.write(bytes);
    m_socket.flush();
}

bool XDisplay::startServer()
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1920x1080x24"_s,
                               u"-nolisten"_s, u"tcp"_s, u"-ac"_s});
    if (!m_server.waitForReadyRead(20'000))
        return false;
    const QString number = QString::fromLatin1(m_server.readLine().trimmed());
    m_name = u':' + number;
    return greet(u"/tmp/.X11-unix/X"_s + number);
}

void XDisplay::startBus()
{
    m_bus.setStandardErrorFile(QProcess::nullDevice());
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
    if (m_bus.waitForReadyRead(5'000))
        m_busAddress = QString::fromLatin1(m_bus.readLine().trimmed());
    else
        qWarning("there is no session bus: no dbus-daemon, or it does not start");
}

/// Opens a connection of its own and asks for news of the windows under the root.
bool XDisplay::greet(const QString &display)
{
    m_socket.connectToServer(display);
    if (!m_socket.waitForConnected(5'000))
        return false;
    // Little endian, protocol 11.0, without a name and data for authorization.
    m_socket.write(QByteArray("l\0\x0b\0\0\0\0\0\0\0\0\0", 12));
    const QByteArray head = readExactly(8);
    if (numberAt<quint8>(head, 0) != 1)
        return false;
    const QByteArray body = readExactly(qint64{4} * numberAt<quint16>(head, 6));
    constexpr qsizetype fixedPart = 32; // then vendor, formats and the first screen
    const qsizetype vendor = numberAt<quint16>(body, 16);
    const qsizetype formats = numberAt<quint8>(body, 21);
    m_root = numberAt<quint32>(body, fixedPart + (vendor + 3) / 4 * 4 + 8 * formats);
    QByteArray bytes = request(changeWindowAttributes, 4);
    append(bytes, m_root);
    append(bytes, eventMask);
    append(bytes, substructureNotify);
    m_socket.write(bytes);
    m_socket.flush();
    return m_root != 0;
}

QByteArray XDisplay::readExactly(qint64 size)
{
    while (m_socket.bytesAvailable() < size) {
        if (!m_socket.waitForReadyRead(5'000))
            return {};
    }
    return m_socket.read(size);
}

void XDisplay::readEvents()
{
    while (m_socket.bytesAvailable() >= eventSize)
        take(m_socket.read(eventSize));
}

void XDisplay::take(const QByteArray &event)
{
    const auto sizeAt = [&event](qsizetype offset) {
        return QSize(numberAt<quint16>(event, offset), numberAt<quint16>(event, offset + 2));
    };
    const auto window = numberAt<quint32>(event, 8);
    switch (numberAt<quint8>(event, 0) & 0x7fU) {
    case CreateNotify:
        m_sizes[window] = sizeAt(16);
        break;
    case ConfigureNotify:
        m_sizes[window] = sizeAt(20);
        break;
    case DestroyNotify:
        m_sizes.remove(window);
        break;
    case MapNotify: {
        const bool overridesManager = numberAt<quint8>(event, 12) != 0;
        const QSize size = m_sizes.value(window);
        if (!overridesManager && size.expandedTo(leastSize) == size)
            Q_EMIT windowMapped(window);
        break;
    }
    default:
        break;
    }
}
