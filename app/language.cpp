#include "language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

Language::Language(QObject *parent) : QObject(parent) {}

void Language::use(const QString &name)
{
    const QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    QLocale::setDefault(locale);
    for (QTranslator *translator : {&m_program, &m_qt})
        QCoreApplication::removeTranslator(translator);

    // English too has a file: its plural forms.
    const bool hasOwn = m_program.load(locale, u"sync-dashboard"_s, u"_"_s, u":/i18n"_s) ||
                        m_program.load(u":/i18n/sync-dashboard_en.qm"_s);
    if (hasOwn)
        QCoreApplication::installTranslator(&m_program);
    if (m_qt.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}
