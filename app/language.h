#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

/// The language of the window: the program's strings, Qt's own, and dates and numbers. May change
/// under a running window.
class Language final : public QObject {
    Q_OBJECT

public:
    explicit Language(QObject *parent = nullptr);

    /// "en", "zh_CN", or empty for the system's.
    void use(const QString &name);

private:
    QTranslator m_program;
    QTranslator m_qt;
};
