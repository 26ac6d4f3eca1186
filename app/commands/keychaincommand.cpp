#include "keychaincommand.h"

#include "keychain.h"
#include "keychainentry.h"
#include "listcommand.h"
#include "printable.h"

#include <QEventLoop>
#include <QIODevice>

#include <array>
#include <csignal>
#include <optional>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// A token has some thousand characters.
constexpr qint64 longestSecretLine = 65'536;

// What ends a program at a terminal.
constexpr std::array endSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

// What the terminal was like; a handler of signals finds it nowhere else.
termios shownTyping{};

/// Only what signal-safety(7) allows. The signal ends the program as it would have without this.
void showTypingAndEnd(int signal)
{
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shownTyping);
    ::raise(signal); // SA_RESETHAND: what it does is the default again
}

/// While it lives, a terminal does not show what is typed; it does again where a signal ends the
/// program. One at a time.
class HiddenTyping final {
public:
    HiddenTyping()
    {
        m_isTerminal = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &shownTyping) == 0;
        if (!m_isTerminal)
            return;
        struct sigaction action = {};
        action.sa_handler = &showTypingAndEnd;
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        for (std::size_t i = 0; i < endSignals.size(); ++i)
            ::sigaction(endSignals[i], &action, &m_before[i]);
        termios silent = shownTyping;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~HiddenTyping()
    {
        if (!m_isTerminal)
            return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shownTyping);
        for (std::size_t i = 0; i < endSignals.size(); ++i)
            ::sigaction(endSignals[i], &m_before[i], nullptr);
    }
    Q_DISABLE_COPY_MOVE(HiddenTyping)

    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }

private:
    bool m_isTerminal = false;
    std::array<struct sigaction, endSignals.size()> m_before{};
};

Secret readLine(const KeychainStreams &streams, bool isTerminal, const QByteArray &prompt)
{
    if (isTerminal)
        streams.errors.write(prompt);
    const QByteArray line = streams.input.readLine(longestSecretLine).trimmed();
    if (isTerminal)
        streams.errors.write("\n");
    return Secret(line);
}

Result<Credentials> keyFrom(const KeychainOptions &options, const KeychainStreams &streams)
{
    const HiddenTyping typing;
    Credentials key{.accessKeyId = options.accessKeyId.toUtf8(), .source = u"standard input"_s};
    key.accessKeySecret = readLine(streams, typing.isTerminal(), "secret: ");
    key.securityToken = readLine(streams, typing.isTerminal(), "token, only of a temporary key: ");
    if (key.accessKeySecret.isEmpty())
        return tl::unexpected(
            credentialError(u"MalformedCredentials"_s, u"Standard input holds no secret"_s));
    return checkedCredentials(std::move(key));
}

/// Waits, which a command may, for what \p ask gives its handler.
template<typename T, typename Ask>
Result<T> waitFor(const Ask &ask)
{
    std::optional<Result<T>> answer;
    QEventLoop loop;
    const PendingCall call = ask([&answer, &loop](const Result<T> &result) {
        answer = result;
        loop.quit();
    });
    loop.exec();
    // Somebody ended the program.
    return answer ? *answer
                  : tl::unexpected(credentialError(u"KeychainFailed"_s, u"Interrupted"_s));
}

int tell(const std::optional<ApiError> &error, QIODevice &errors)
{
    if (!error)
        return 0;
    writeError(*error, errors);
    return 1;
}

std::optional<ApiError> errorOf(const Result<void> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

int addKey(Keychain &keychain, const KeychainOptions &options, const KeychainStreams &streams)
{
    const Result<Credentials> key = keyFrom(options, streams);
    if (!key)
        return tell(key.error(), streams.errors);
    const Secret text = keychainText(*key);
    return tell(errorOf(waitFor<void>([&](const Handler<void> &handler) {
                    return keychain.store(options.name, text, handler);
                })),
                streams.errors);
}

int listKeys(Keychain &keychain, const KeychainStreams &streams)
{
    const Result<QStringList> names = waitFor<QStringList>(
        [&keychain](const Handler<QStringList> &handler) { return keychain.list(handler); });
    if (!names)
        return tell(names.error(), streams.errors);
    QByteArray lines;
    for (const QString &name : *names)
        lines += printable(name).toUtf8() + '\n';
    return streams.output.write(lines) == lines.size() ? 0 : 1;
}

} // namespace

int runKeychain(Keychain &keychain, const KeychainOptions &options, const KeychainStreams &streams)
{
    switch (options.action) {
    case KeychainOptions::Action::List:
        return listKeys(keychain, streams);
    case KeychainOptions::Action::Add:
        return addKey(keychain, options, streams);
    case KeychainOptions::Action::Remove:
        break;
    }
    return tell(errorOf(waitFor<void>([&](const Handler<void> &handler) {
                    return keychain.remove(options.name, handler);
                })),
                streams.errors);
}
