#pragma once

#include "credentialfetch.h"
#include "credentialplan.h"

#include <QProcess>

#include <chrono>
#include <memory>

class RunningCommands;

/// Runs a program that prints a key (acr-api.md, section 3.4, External): no shell, no input, no key
/// in its environment. What it writes beside the key goes nowhere, since it may hold secrets.
class CommandFetch final : public CredentialFetch {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds longest{60};

    /// \p running ends the program where this is not deleted, since no event loop runs any more.
    CommandFetch(const CredentialServices &services, KeyCommand command, const QString &source,
                 std::weak_ptr<RunningCommands> running);
    ~CommandFetch() override;

protected:
    void begin() override;

private:
    void onReadyRead();
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void stop(ApiError::Kind kind, const QString &code, const QString &what);
    void endProcess();

    KeyCommand m_command;
    std::unique_ptr<QProcess> m_process;
    std::weak_ptr<RunningCommands> m_running;
    QByteArray m_output;
};
