#include "failureboardview.h"

#include "displaytext.h"
#include "failurecolumns.h"
#include "failuretable.h"
#include "segmentedcontrol.h"
#include "unixtime.h"

#include <QEvent>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct GroupingButton {
    FailureGrouping grouping;
    QStringView objectName;
};

constexpr std::array groupingButtons = {
    GroupingButton{FailureGrouping::Cause, u"byCause"},
    GroupingButton{FailureGrouping::Rule, u"byRule"},
    GroupingButton{FailureGrouping::Route, u"byRoute"},
    GroupingButton{FailureGrouping::Repository, u"byRepository"},
};

} // namespace

FailureBoardView::FailureBoardView(QWidget *parent)
    : BoardView(parent), m_groupings(new SegmentedControl(this))
{
    for (const GroupingButton &button : groupingButtons)
        m_groupings->addSegment(button.objectName.toString());
    layOut(m_groupings, new FailureTable(this), u"failureSummary"_s, u"noFailures"_s);
    connect(m_groupings, &SegmentedControl::chosen, this,
            [this] { Q_EMIT groupingChosen(grouping()); });
    retranslate();
}

void FailureBoardView::setModel(FailureTableModel &model)
{
    m_model = &model;
    table().setModel(&model);
    connect(&model, &FailureTableModel::boardShown, this, &FailureBoardView::showBoard);
    connect(&model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    showBoard();
}

FailureGrouping FailureBoardView::grouping() const
{
    return groupingButtons.at(static_cast<std::size_t>(m_groupings->current())).grouping;
}

void FailureBoardView::showBoard()
{
    if (m_model == nullptr)
        return;
    const FailureBoard &board = m_model->board();
    showTable(board.count > 0);
    const QDateTime since = timeFromUnixMs(board.beginMs);
    const QString failed = since.isValid()
                               //: %1: from when on tasks are looked at
                               ? tr("%Ln failed since %1", nullptr, board.count)
                                     .arg(cellTimeText(since, {timeFromUnixMs(board.endMs),
                                                               m_model->timeContext().times}))
                               : tr("%Ln failed", nullptr, board.count);
    //: failures that no later task made good
    const QString open = tr("%Ln open", nullptr, board.open());
    //: failures that a later task of the same image made good
    const QString repaired = tr("%Ln later succeeded", nullptr, board.repaired);
    showSummary(board.count == 0 ? QString() : listText({failed, open, repaired}));
}

void FailureBoardView::retranslate()
{
    for (std::size_t i = 0; i < groupingButtons.size(); ++i) {
        const QString name = displayName(groupingButtons.at(i).grouping);
        //: how failures are put together, e.g. "by Cause"
        m_groupings->setSegmentText(static_cast<int>(i), name, tr("Failures by %1").arg(name));
    }
    //: The choice what failures are put together by, for a screen reader
    m_groupings->setAccessibleName(tr("Failures by"));
    setTexts(tr("Failures"), tr("No failures in what is shown"));
    showBoard();
}

void FailureBoardView::changeEvent(QEvent *event)
{
    BoardView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
