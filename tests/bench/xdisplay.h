#pragma once

#include <QByteArray>
#include <QHash>
#include <QLocalSocket>
#include <QObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>

/// A display without a screen (Xvfb) and a session bus, both of their own, for programs that are
/// measured. It tells which windows appear: the X server reports each one, so that nothing is
/// polled, in the same way for every program. Source: X Window System Protocol, X11R7.7, appendix
/// B.
class XDisplay final : public QObject {
    Q_OBJECT

public:
    XDisplay();
    ~XDisplay() override;

    [[nodiscard]] bool isRunning() const { return m_root != 0; }
    /// Adds what a program needs to find display and bus.
    void addTo(QProcessEnvironment &environment) const;
    /// Takes the window from the display, as who minimises it does.
    void unmap(quint32 window);

Q_SIGNALS:
    /// A window that is large enough to be the program's own, and is no menu or tool tip.
    void windowMapped(quint32 window);

private:
    bool startServer();
    void startBus();
    bool greet(const QString &display);
    [[nodiscard]] QByteArray readExactly(qint64 size);
    void readEvents();
    void take(const QByteArray &event);

    QProcess m_server;
    QProcess m_bus;
    QLocalSocket m_socket;
    QString m_name;                // as in DISPLAY
    QString m_busAddress;          // empty: there is no bus
    quint32 m_root = 0;            // the window that holds all others; 0: there is no display
    QHash<quint32, QSize> m_sizes; // of the windows that exist
};
