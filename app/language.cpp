#include "language.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLibraryInfo>

using namespace Qt::StringLiterals;

Language::Language(QObject *parent) : QObject(parent) {}

QLocale Language::shown(const QString &name, const QStringList &wanted)
{
    if (!name.isEmpty())
        return QLocale(name);
    bool isTraditional = false;
    for (const QString &tag : wanted) {
        const QLocale locale(tag);
        // The C locale groups no digits: its language is English, and so are its numbers.
        if (tag == "C"_L1)
            return QLocale(u"en"_s);
        if (locale.language() == QLocale::English)
            return locale;
        if (locale.language() == QLocale::Chinese &&
            locale.script() != QLocale::TraditionalHanScript)
            return locale;
        isTraditional = isTraditional || locale.language() == QLocale::Chinese;
    }
    // Whoever asks for Traditional Chinese and names no other language reads Simplified Chinese
    // with less effort than English.
    return isTraditional ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(u"en"_s);
}

void Language::use(const QString &name)
{
    const QLocale locale = shown(name, QLocale::system().uiLanguages());
    QLocale::setDefault(locale);
    QGuiApplication::setLayoutDirection(locale.textDirection());
    for (QTranslator *translator : {&m_program, &m_qt})
        QCoreApplication::removeTranslator(translator);

    // English too has a file: its plural forms. Qt's own texts are English.
    const bool isChinese = locale.language() == QLocale::Chinese;
    if (m_program.load(isChinese ? u":/i18n/sync-dashboard_zh_CN.qm"_s
                                 : u":/i18n/sync-dashboard_en.qm"_s))
        QCoreApplication::installTranslator(&m_program);
    if (isChinese &&
        m_qt.load(u"qtbase_zh_CN"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}
