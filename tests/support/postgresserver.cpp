#include "postgresserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int waitingMs = 60'000;

/// Debian's folder of the newest version; empty where there is none.
QString programsFolder()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    return names.isEmpty() ? QString() : versions.filePath(names.last()) + u"/bin"_s;
}

/// The server refuses to run as root: then it runs as nobody.
const passwd *serverUser()
{
    return ::geteuid() == 0 ? ::getpwnam("nobody") : nullptr;
}

} // namespace

PostgresServer::PostgresServer()
    : m_folder(QDir::tempPath() + u"/pg-XXXXXX"_s), // short: it holds a socket
      m_programs(programsFolder())
{
    if (m_programs.isEmpty()) {
        m_reason = u"PostgreSQL is not installed"_s;
        return;
    }
    if (const passwd *user = serverUser()) {
        if (::chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) !=
            0) {
            m_reason = u"the server's folder cannot be given to nobody"_s;
            return;
        }
    }
    if (!runAsServer(u"initdb"_s,
                     {u"-D"_s, m_folder.filePath(u"data"_s), u"-U"_s, u"postgres"_s, u"-A"_s,
                      u"trust"_s, u"--no-sync"_s, u"-E"_s, u"UTF8"_s, u"--locale=C"_s}) ||
        !start())
        m_reason = u"the server cannot be started"_s;
}

PostgresServer::~PostgresServer()
{
    if (m_isRunning)
        runAsServer(u"pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s,
                                  u"-w"_s, u"stop"_s});
}

QString PostgresServer::uri(const QString &user) const
{
    return u"postgresql://"_s + user + u"@/postgres?host="_s + m_folder.path();
}

QString PostgresServer::tool(const QString &name) const
{
    return m_programs + u'/' + name;
}

bool PostgresServer::runAsServer(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    const passwd *user = serverUser();
    process.setChildProcessModifier([user] {
        if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
                     ::setuid(user->pw_uid) != 0))
            ::_exit(1);
    });
    process.start(tool(program), arguments);
    return process.waitForFinished(waitingMs) && process.exitStatus() == QProcess::NormalExit &&
           process.exitCode() == 0;
}

bool PostgresServer::start()
{
    m_isRunning = runAsServer(
        u"pg_ctl"_s,
        {u"-D"_s, m_folder.filePath(u"data"_s), u"-w"_s, u"-l"_s, m_folder.filePath(u"log"_s),
         u"-o"_s,
         u"-c listen_addresses= -c fsync=off -c max_connections=200 -k "_s + m_folder.path(),
         u"start"_s});
    return m_isRunning;
}

void PostgresServer::kill()
{
    runAsServer(u"pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s,
                              u"-w"_s, u"stop"_s});
    m_isRunning = false;
}

bool PostgresServer::run(const QString &sql) const
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(tool(u"psql"_s), {u"-qXv"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s, sql, uri()});
    return process.waitForFinished(waitingMs) && process.exitCode() == 0;
}

QString PostgresServer::value(const QString &sql) const
{
    QProcess process;
    process.start(tool(u"psql"_s), {u"-qXAtc"_s, sql, uri()});
    process.waitForFinished(waitingMs);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

std::unique_ptr<QProcess> PostgresServer::client() const
{
    auto process = std::make_unique<QProcess>();
    process->start(tool(u"psql"_s), {u"-qXAt"_s, uri()});
    process->waitForStarted(waitingMs);
    return process;
}
