#pragma once

#include "commandline.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>

/// A parser of one command that never ends the program by itself.
class CommandParser final {
public:
    /// \p synopsis: the command and what it takes, for its help.
    explicit CommandParser(QString synopsis);

    void add(const QString &name, const QString &description, const QString &valueName,
             const QString &defaultValue = {});
    void addFlag(const QString &name, const QString &description);
    /// The options that every command has that asks a registry.
    void addConnection();

    /// Parses; what ends the command early, if anything does. \p positional: how many arguments
    /// that are no options there may be.
    std::optional<Command> finish(const QStringList &arguments, qsizetype positional);

    [[nodiscard]] bool isSet(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }
    /// The error is a sentence.
    [[nodiscard]] tl::expected<qint64, QString> wholeNumber(const QString &name, qint64 least,
                                                            qint64 most) const;
    [[nodiscard]] QStringList positional() const { return m_parser.positionalArguments(); }
    [[nodiscard]] ConnectionOptions connection() const;

private:
    [[nodiscard]] NamedValue proxy() const;
    [[nodiscard]] std::optional<Command> networkError() const;
    [[nodiscard]] QString helpText() const;

    QCommandLineParser m_parser;
    QString m_synopsis;
    bool m_asksRegistry = false;
};
