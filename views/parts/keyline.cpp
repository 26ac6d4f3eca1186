#include "keyline.h"

#include <QKeyEvent>
#include <QStringList>

using namespace Qt::StringLiterals;

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys)
        texts << key.toString(QKeySequence::NativeText);
    return texts.join(u"  "_s);
}

int rowKeyOf(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier & ~Qt::ShiftModifier) != Qt::NoModifier)
        return 0;
    if (event.key() == Qt::Key_J)
        return Qt::Key_Down;
    return event.key() == Qt::Key_K ? Qt::Key_Up : 0;
}
