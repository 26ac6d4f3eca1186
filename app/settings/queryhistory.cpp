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
    if (line.isEmpty() || (!m_queries.isEmpty() && m_queries.first() == line))
        return {};
    if (!m_path.isEmpty())
        m_queries = load(); // another window may have added some
    m_queries.removeAll(line);
    m_queries.prepend(line);
    m_queries = m_queries.mid(0, mostQueries);
    return m_path.isEmpty() ? QString() : store();
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
