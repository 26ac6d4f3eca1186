#include "failuretable.h"

#include "failuredelegate.h"
#include "failuretablemodel.h"

#include <QEvent>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr BoardTable::ColumnWidth failureWidth(FailureColumn column, int width)
{
    return {.column = static_cast<int>(column), .width = width};
}

constexpr std::array failureWidths = {
    failureWidth(FailureColumn::Open, 64),      failureWidth(FailureColumn::Failed, 132),
    failureWidth(FailureColumn::Trend, 158),    failureWidth(FailureColumn::Last, 92),
    failureWidth(FailureColumn::Repaired, 120), failureWidth(FailureColumn::First, 92),
};

} // namespace

FailureTable::FailureTable(QWidget *parent)
    : BoardTable(u"failureTable"_s, new FailureDelegate, failureWidths, parent)
{
    retranslate();
}

FailureTable::~FailureTable() = default;

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
