#include "comparetable.h"

#include "boarddelegate.h"
#include "comparisoncolumns.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace {

constexpr int leastTagWidth = 220;

} // namespace

CompareTable::CompareTable(QWidget *parent)
    : BoardTable(u"compareTable"_s, new BoardDelegate, widthsOf(comparisonColumns()), parent)
{
    setLeastNameWidth(leastTagWidth);
    setSorting(static_cast<int>(ComparisonColumn::Verdict), Qt::AscendingOrder);
    retranslate();
}

void CompareTable::retranslate()
{
    setAccessibleName(tr("Compared tags"));
    setAccessibleDescription(tr("What the destination has of the source’s tags."));
}

void CompareTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
