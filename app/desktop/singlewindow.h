#pragma once

#include "clock.h"
#include "filelock.h"
#include "windowrequest.h"
#include "windowserver.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QString>

#include <chrono>

/// Where the open window of the user listens, as an absolute path without an end: one for each
/// place of settings, display, and key that the environment chooses. In the session's runtime
/// directory, which is the user's alone, or beside \p settings where there is none.
QString windowSocketPath(const QString &settings, const QProcessEnvironment &environment);

/// Sees to it that one window of the user is open: the first start holds a lock and listens, a
/// later one hands over what it was asked for. The lock ends with the process, however that ends,
/// so what a crash leaves behind is in nobody's way.
class SingleWindow final : public QObject {
    Q_OBJECT

public:
    enum class Outcome : quint8 {
        First,        ///< this process is to open the window, and listens from listen() on
        HandedOver,   ///< the open window has taken it
        NoAnswer,     ///< there is one, which did not take it in time
        OtherVersion, ///< there is one, of another version of the program
        Unknown,      ///< neither can be found out: see error()
    };
    static constexpr std::chrono::milliseconds defaultPatience{std::chrono::seconds(5)};

    /// \p path: see windowSocketPath(). \p clock must outlive this.
    SingleWindow(QString path, Clock &clock, QObject *parent = nullptr);

    /// Whether this process is the first; asks nobody.
    [[nodiscard]] Outcome claim();
    /// The same, and hands \p request over where it is not. Blocks the thread for at most \p
    /// patience. Needs an application object.
    [[nodiscard]] Outcome claimOrHandOver(const WindowRequest &request,
                                          std::chrono::milliseconds patience = defaultPatience);
    /// Of the first. False: later starts cannot reach it; see error().
    [[nodiscard]] bool listen();
    /// It was claimed, and this process is the first.
    [[nodiscard]] bool isFirst() const { return m_isFirst; }
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Another process is the first; asks nobody, and does not become it.
    [[nodiscard]] bool isHeld() const;

Q_SIGNALS:
    void requested(const WindowRequest &request);

private:
    QString m_path;
    QString m_error;
    bool m_isFirst = false;
    FileLock m_lock;
    WindowServer m_server;
};
