#include "credentialwatch.h"

#include "regularfile.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostBytes = 4'194'304;
// A file that is written in several pieces is read when the last has come.
constexpr std::chrono::milliseconds settleTime = 200ms;

QByteArray hashOf(const QString &path)
{
    const auto content = readRegularFile(path, mostBytes);
    return content ? QCryptographicHash::hash(*content, QCryptographicHash::Sha256) : QByteArray();
}

} // namespace

CredentialWatch::CredentialWatch(QString path, Clock &clock, QObject *parent)
    : QObject(parent), m_path(std::move(path)), m_clock(clock), m_hash(hashOf(m_path))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &CredentialWatch::onNotified);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &CredentialWatch::onNotified);
    watch();
}

void CredentialWatch::onNotified()
{
    m_nextLook = m_clock.after(settleTime, [this] { look(); });
}

void CredentialWatch::look()
{
    watch();
    const QByteArray hash = hashOf(m_path);
    if (std::exchange(m_hash, hash) != hash)
        Q_EMIT changed();
}

/// A file that was replaced is no longer watched, and one behind a link is in another folder.
void CredentialWatch::watch()
{
    m_nextLook = m_clock.after(lookInterval, [this] { look(); });
    const QFileInfo file(m_path);
    QStringList paths{file.absolutePath()};
    if (file.isFile())
        paths << file.absoluteFilePath() << QFileInfo(file.canonicalFilePath()).absolutePath();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    paths.removeIf([&watched](const QString &path) {
        return watched.contains(path) || !QFileInfo::exists(path);
    });
    paths.removeDuplicates();
    if (!paths.isEmpty())
        m_watcher.addPaths(paths);
}
