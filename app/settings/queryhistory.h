#pragma once

#include <QString>
#include <QStringList>

/// The queries that a person has asked, the newest first, each once. Kept in a file of a line for
/// each, which other windows may write to as well.
class QueryHistory final {
public:
    static constexpr qsizetype mostQueries = 100;

    /// Without a \p path they are forgotten with this.
    explicit QueryHistory(QString path = {});

    [[nodiscard]] const QStringList &queries() const { return m_queries; }
    /// Puts it first, with its blanks as they were written. Returns why the file could not be
    /// written, which then is as it was; empty when it could.
    QString add(const QString &query);

private:
    void takeStored();
    QString save();
    [[nodiscard]] QStringList load() const;
    [[nodiscard]] QString store() const;

    QString m_path;
    QStringList m_queries;
    bool m_hasUnsaved = false; // the file lacks some of them
};
