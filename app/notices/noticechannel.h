#pragma once

#include "notice.h"

#include <QByteArray>
#include <QObject>
#include <QString>

/// A service of the desktop that shows notices and tells which one was chosen. Nothing here waits
/// for the service.
class NoticeChannel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// False: it is known that there is no such service.
    [[nodiscard]] virtual bool isUsable() const = 0;
    virtual void show(const Notice &notice, const QString &title, const QString &text) = 0;

Q_SIGNALS:
    /// \p activationToken: lets the window come to the front where the desktop asks for one.
    void chosen(const Notice &notice, const QByteArray &activationToken);
    /// It could not be shown.
    void failed(const Notice &notice, const QString &title, const QString &text);
    /// It is not usable any more, or never was.
    void unusable();
};

/// What is about the connection replaces what was said of it before.
[[nodiscard]] inline bool isAboutConnection(const Notice &notice)
{
    return notice.kind == Notice::Kind::ConnectionLost ||
           notice.kind == Notice::Kind::ConnectionBack;
}
