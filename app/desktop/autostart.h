#pragma once

#include <QString>

#include <tl/expected.hpp>

/// Whether the program starts with the desktop's session: an entry in the folder that the
/// "Desktop Application Autostart Specification" names. The file alone says it; other programs
/// change it too.
class Autostart final {
public:
    /// \p path: of the entry; \p program: what it starts, an absolute path.
    Autostart(QString path, QString program);

    [[nodiscard]] bool isOn() const;
    /// Writes the entry, or removes it. The error is a sentence in the user's language.
    [[nodiscard]] tl::expected<void, QString> set(bool isOn) const;

private:
    QString m_path;
    QString m_program;
};

/// \p argument as a word of the key Exec of a desktop entry.
QString desktopExecWord(const QString &argument);
