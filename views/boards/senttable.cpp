#include "senttable.h"

#include "boarddelegate.h"
#include "senttablemodel.h"

#include <QEvent>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr BoardTable::ColumnWidth sentWidth(SentColumn column, int width)
{
    return {.column = static_cast<int>(column), .width = width};
}

constexpr int leastSubjectWidth = 160;
constexpr std::array sentWidths = {
    sentWidth(SentColumn::Time, 92),   sentWidth(SentColumn::Progress, 208),
    sentWidth(SentColumn::What, 124),  sentWidth(SentColumn::Outcome, 120),
    sentWidth(SentColumn::Route, 168), sentWidth(SentColumn::Who, 104),
};

} // namespace

SentTable::SentTable(QWidget *parent)
    : BoardTable(u"sentTable"_s, new BoardDelegate, sentWidths, parent)
{
    setNameColumn(static_cast<int>(SentColumn::Subject));
    setLeastNameWidth(leastSubjectWidth);
    setSorting(static_cast<int>(SentColumn::Time), Qt::DescendingOrder);
    retranslate();
}

SentTable::~SentTable() = default;

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
