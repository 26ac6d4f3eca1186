#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QTemporaryDir>

class BenchServer;
class XDisplay;

/// A home of its own for a program that is measured: settings, history and whatever else it keeps
/// are not the user's. Removed at the end.
class BenchProfile final {
public:
    /// The environment of a program in this home; without a \p display it is drawn to memory.
    [[nodiscard]] QProcessEnvironment environment(const XDisplay *display = nullptr) const;
    /// Writes \p text into \p file of the home, and makes the folders that lead there.
    void write(const QString &file, const QByteArray &text) const;

    /// Settings of sync-dashboard: all times are shown and read, so that nothing is left out.
    void showAllTimes() const;
    /// Where sync-dashboard keeps its history.
    [[nodiscard]] QString historyFile() const;
    /// Takes the history's place.
    void replaceHistory(int tasks) const;
    void removeHistory() const;

private:
    [[nodiscard]] QString path(const QString &file) const { return m_home.filePath(file); }

    QTemporaryDir m_home;
};

/// Adds the key with which \p server is asked.
void addKey(QProcessEnvironment &environment, const BenchServer &server);
/// The window of sync-dashboard over all that \p server has.
QStringList windowArguments(const BenchServer &server);
