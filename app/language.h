#pragma once

#include <QLocale>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

/// The language of the window: the program's strings, Qt's own, and with them the direction and
/// how dates and numbers are written. May change under a running window.
class Language final : public QObject {
    Q_OBJECT

public:
    explicit Language(QObject *parent = nullptr);

    /// "en", "zh_CN", or empty for the system's.
    void use(const QString &name);

    /// The locale of the language that is shown where \p name was chosen, as in use(), and the
    /// system asks for \p wanted, the best first, as QLocale::uiLanguages() names them: English,
    /// Simplified Chinese, or the C locale, never that of a language without a translation.
    [[nodiscard]] static QLocale shown(const QString &name, const QStringList &wanted);

private:
    QTranslator m_program;
    QTranslator m_qt;
};
