#include "queryhistory.h"

#include "privatefile.h"
#include "queryparser.h"
#include "smallfile.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

namespace {

constexpr qint64 mostHistoryBytes = QueryHistory::mostQueries * maxQueryText * 4;

} // namespace

QueryHistory::QueryHistory(QString path) : m_path(std::move(path))
{
    m_queries = load(); // which gives what is there when there is no file
}

QString QueryHistory::add(const QString &query)
{
    QString line = query.trimmed();
    line.replace(QChar::LineFeed, QChar::Space); // the file has a line for each
    const bool isNew = !line.isEmpty() && (m_queries.isEmpty() || m_queries.first() != line);
    if (!isNew && !m_hasUnsaved)
        return {};
    if (!m_path.isEmpty())
        takeStored();
    if (!isNew)
        return save();
    m_queries.removeAll(line);
    m_queries.prepend(line);
    m_queries = m_queries.mid(0, mostQueries);
    return save();
}

QString QueryHistory::save()
{
    const QString error = m_path.isEmpty() ? QString() : store();
    m_hasUnsaved = !error.isEmpty();
    return error;
}

/// Another window may have added some. Those that could not be saved before are kept.
void QueryHistory::takeStored()
{
    QStringList queries = m_hasUnsaved ? m_queries : QStringList();
    queries << load();
    queries.removeDuplicates();
    m_queries = queries;
}

QStringList QueryHistory::load() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !QFileInfo(m_path).isFile() || !file.open(QIODevice::ReadOnly))
        return m_queries;
    narrowPermissions(m_path);
    QStringList queries =
        QString::fromUtf8(file.read(mostHistoryBytes)).split(QChar::LineFeed, Qt::SkipEmptyParts);
    queries.removeIf([](const QString &line) { return line.size() > maxQueryText; });
    return queries.mid(0, mostQueries);
}

QString QueryHistory::store() const
{
    const auto stored = replaceSmallFile(m_path, m_queries.join(QChar::LineFeed).toUtf8() + '\n');
    return stored ? QString() : stored.error();
}
