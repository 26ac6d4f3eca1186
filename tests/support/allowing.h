#pragma once

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QPushButton>

/// Chooses the entry that allows changes, or takes that back, and confirms what is asked then.
inline void toggleAllowed(QAction &entry)
{
    entry.trigger();
    for (QWidget *widget : QApplication::allWidgets()) {
        auto *button = qobject_cast<QPushButton *>(widget);
        if (button && button->isVisible() &&
            button->objectName() == QStringLiteral("allowQuestionYes")) {
            QWidget *question = button->window();
            button->click();
            return QCoreApplication::sendPostedEvents(question, QEvent::DeferredDelete);
        }
    }
}
