#pragma once

#include <QString>
#include <QWidget>

/// The part of \p window with this object name. Quits where there is none.
template<typename Widget>
Widget &windowPart(const QWidget &window, const QString &objectName)
{
    auto *found = window.findChild<Widget *>(objectName);
    if (!found)
        qFatal("no such part: %s", qPrintable(objectName));
    return *found;
}
