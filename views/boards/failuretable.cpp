#include "failuretable.h"

#include "failurecolumns.h"
#include "failuredelegate.h"

#include <QEvent>

using namespace Qt::StringLiterals;

FailureTable::FailureTable(QWidget *parent)
    : BoardTable(u"failureTable"_s, new FailureDelegate, widthsOf(failureColumns()), parent)
{
    retranslate();
}

void FailureTable::retranslate()
{
    setAccessibleName(tr("Failures"));
    setAccessibleDescription(
        tr("Enter shows the tasks of a group, Ctrl and Enter leaves them out."));
}

void FailureTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
