#include "senttable.h"

#include "boarddelegate.h"
#include "sentcolumns.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace {

constexpr int leastSubjectWidth = 160;

} // namespace

SentTable::SentTable(QWidget *parent)
    : BoardTable(u"sentTable"_s, new BoardDelegate, widthsOf(sentColumns()), parent)
{
    setNameColumn(static_cast<int>(SentColumn::Subject));
    setLeastNameWidth(leastSubjectWidth);
    setSorting(static_cast<int>(SentColumn::Time), Qt::DescendingOrder);
    retranslate();
}

void SentTable::retranslate()
{
    setAccessibleName(tr("What was sent"));
    setAccessibleDescription(tr("Enter shows the tasks of a row."));
}

void SentTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
