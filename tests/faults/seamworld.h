#pragma once

#include "failingdisk.h"
#include "fakekeychain.h"
#include "faultyserver.h"
#include "hastenedclock.h"
#include "program.h"
#include "simulator.h"
#include "tlstunnel.h"
#include "windowpart.h"

#include <QStringList>
#include <QTcpServer>

#include <chrono>
#include <functional>
#include <memory>

class RegistryClient;

/// This computer's clock, which may be set wrong while the registry's is right.
class MovableClock final : public Clock {
public:
    explicit MovableClock(Clock &right) : m_right(right) {}

    [[nodiscard]] QDateTime now() const override { return m_right.now().addMSecs(ahead.count()); }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override
    {
        return m_right.after(delay, std::move(then));
    }

    std::chrono::milliseconds ahead{0};

private:
    Clock &m_right;
};

/// An address that gives a temporary key to whoever asks.
class KeyServer final : public QTcpServer {
public:
    KeyServer();

    void pauseListening();
    void listenAgain();

    QByteArray key{};
    bool isSilent = false;

private:
    quint16 m_port = 0;
};

/// The program as a person starts it, with everything that it leans on in the hands of a test: its
/// home, the registry, the network before it, the clock, the disk of its history.
class SeamWorld final {
public:
    /// Where the key is, or how the registry is reached.
    enum class Home : quint8 {
        Profile,  ///< a key in the file of the vendor's tool
        Command,  ///< a program that prints one
        Address,  ///< a KeyServer
        Keychain, ///< an entry of the desktop's
        Tunnel,   ///< as Profile; by HTTPS, through a proxy, with a CA file of its own
    };

    /// Of a key that a command or an address gives.
    static constexpr std::chrono::milliseconds keyLife = std::chrono::minutes(20);

    /// Without \p isNetworkNamed the settings of Home::Tunnel name neither proxy nor CA file.
    explicit SeamWorld(Home home, bool isNetworkNamed = true);
    ~SeamWorld();
    Q_DISABLE_COPY_MOVE(SeamWorld)

    [[nodiscard]] Home home() const { return m_home; }
    [[nodiscard]] Dashboard &dashboard() { return m_program->dashboard(); }
    [[nodiscard]] MainWindow &window() { return dashboard().window(); }
    template<typename Widget>
    [[nodiscard]] Widget &part(const QString &objectName)
    {
        return windowPart<Widget>(window(), objectName);
    }

    /// Time passes until \p isSo; false after 30 s of a person's.
    [[nodiscard]] bool comes(const std::function<bool()> &isSo);
    /// All that a person can read in the window, but for the table.
    [[nodiscard]] QString told();
    [[nodiscard]] bool isMessageShown();
    /// Of the tasks in the table, sorted.
    [[nodiscard]] QStringList shownIds();
    /// What the registry lists now, sorted, asked by a client of the test's own.
    [[nodiscard]] QStringList listedIds();
    /// Time passes until the registry has another task, and the window shows all, each once.
    [[nodiscard]] bool showsNewTasks();
    /// The program ends; the tasks that its history then has.
    [[nodiscard]] qint64 endAndCountHistory();

    void writeProfile(const QString &secret);
    void writeRightProfile() { writeProfile(m_info.accessKeySecret); }
    /// What the command of Home::Command does.
    void writeCommand(const QByteArray &script);
    void writeRightCommand();
    /// The key as the server of Home::Address gives it.
    void renewServedKey();
    /// The registry answers this operation so; reset by server().disarm().
    void answerWith(const QByteArray &status, const QByteArray &body, const QByteArray &operation);

    [[nodiscard]] QString profileFile() const;
    [[nodiscard]] QString caFile() const;
    [[nodiscard]] QString settingsFolder() const;
    [[nodiscard]] QString historyFolder() const;
    void chooseDays(int days);
    void saveView(const QString &name);
    void ask(const QString &query);
    void choosePreferences(const QString &proxy, const QString &caFile);

    HastenedClock clock{};
    MovableClock ownClock{clock};
    FailingDisk disk{};
    std::unique_ptr<FaultyServer> server{};
    std::unique_ptr<TlsFront> front{};
    std::unique_ptr<TunnelProxy> proxy{};
    KeyServer keys{};
    std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();

private:
    void pass();
    void writeSettings(bool isNetworkNamed) const;

    Home m_home;
    Simulator m_registry{clock};
    SimulatorInfo m_info;
    QString m_endpoint;
    std::unique_ptr<RegistryClient> m_direct;
    std::unique_ptr<Program> m_program;
};
