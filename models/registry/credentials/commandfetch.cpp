#include "commandfetch.h"

#include "clock.h"
#include "commandwords.h"
#include "keyvariables.h"
#include "runningcommands.h"
#include "temporarykey.h"
#include "usersumask.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestOutput = 1'048'576;

} // namespace

CommandFetch::CommandFetch(const CredentialServices &services, KeyCommand command,
                           const QString &source, std::weak_ptr<RunningCommands> running)
    : CredentialFetch(services, u"External"_s, source),
      m_command(std::move(command)),
      m_process(std::make_unique<QProcess>()),
      m_running(std::move(running))
{
    m_process->setProcessEnvironment(environmentWithoutKeys(services.environment));
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(QProcess::nullDevice());
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &CommandFetch::onReadyRead);
    connect(m_process.get(), &QProcess::finished, this, &CommandFetch::onFinished);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            stop(ApiError::Kind::Credential, u"CommandNotStarted"_s, u"cannot be started"_s);
    });
}

CommandFetch::~CommandFetch()
{
    endProcess();
}

void CommandFetch::begin()
{
    std::optional<QStringList> words = commandWords(m_command.command);
    if (!words || words->isEmpty()) {
        return stop(ApiError::Kind::Credential, u"InvalidCommand"_s,
                    u"is empty, leaves a quotation mark open or ends with a backslash"_s);
    }
    waitFor(services().clock.after(longest, [this] {
        stop(ApiError::Kind::Timeout, u"CommandTimeout"_s, u"has not ended within 60 s"_s);
    }));
    const std::shared_ptr<RunningCommands> running = m_running.lock();
    if (!running) // nor is there anybody who could be told
        return;
    running->add(*m_process);
    const QString program = words->takeFirst();
    const UsersUmask umask; // what it makes is the user's
    m_process->start(program, *words, QIODevice::ReadOnly);
}

void CommandFetch::onReadyRead()
{
    m_output += m_process->readAllStandardOutput();
    if (m_output.size() > longestOutput)
        stop(ApiError::Kind::Credential, u"CommandFailed"_s, u"prints more than a key"_s);
}

void CommandFetch::onFinished(int exitCode, QProcess::ExitStatus status)
{
    if (status == QProcess::CrashExit)
        return stop(ApiError::Kind::Credential, u"CommandFailed"_s, u"has crashed"_s);
    if (exitCode != 0) {
        return stop(ApiError::Kind::Credential, u"CommandFailed"_s,
                    u"has failed with exit code %1"_s.arg(exitCode));
    }
    m_output += m_process->readAllStandardOutput();
    giveKey(keyFromCommand(m_output, source()));
}

void CommandFetch::stop(ApiError::Kind kind, const QString &code, const QString &what)
{
    endProcess();
    fail({.kind = kind,
          .code = code,
          .message = u"The process_command of the %1 %2"_s.arg(source(), what)});
}

/// Without waiting for it, as the destructor of a process would.
void CommandFetch::endProcess()
{
    if (!m_process)
        return;
    QProcess *process = m_process.release();
    process->disconnect();
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    if (process->state() == QProcess::NotRunning)
        process->deleteLater();
    else
        RunningCommands::end(*process);
}
