#include "failureboardview.h"

#include "displaytext.h"
#include "elidedlabel.h"
#include "failurecells.h"
#include "failuretable.h"
#include "segmentedcontrol.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QStackedWidget>

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
    : QWidget(parent),
      m_groupings(new SegmentedControl(this)),
      m_summary(new ElidedLabel(this)),
      m_table(new FailureTable(this)),
      m_nothing(makeLabel(TextStyle::Body, QPalette::PlaceholderText, this)),
      m_stack(new QStackedWidget(this))
{
    fillWithPanel(*this);
    for (const GroupingButton &button : groupingButtons)
        m_groupings->addSegment(button.objectName.toString());
    m_summary->setObjectName(u"failureSummary"_s);
    m_summary->setFont(textFont(TextStyle::Secondary, font()));
    m_summary->setProperty("secondary", true);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_nothing->setObjectName(u"noFailures"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setFocusPolicy(Qt::StrongFocus); // else the focus of the page goes astray
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_table);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(Metrics::padding, 0, Metrics::padding, Metrics::unit);
    head->setSpacing(Metrics::padding);
    head->addWidget(m_groupings);
    head->addStretch(1);
    head->addWidget(m_summary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_nothing);

    connect(m_groupings, &SegmentedControl::chosen, this,
            [this] { Q_EMIT groupingChosen(grouping()); });
    connect(m_table, &FailureTable::chosen, this, &FailureBoardView::chosen);
    connect(m_table, &FailureTable::backRequested, this, &FailureBoardView::backRequested);
    retranslate();
}

FailureBoardView::~FailureBoardView() = default;

void FailureBoardView::setModel(FailureTableModel &model)
{
    m_model = &model;
    m_table->setModel(&model);
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
    QWidget *part = board.count > 0 ? static_cast<QWidget *>(m_table) : m_nothing;
    if (part != m_stack->currentWidget()) {
        const bool hadFocus = m_stack->currentWidget()->hasFocus();
        m_stack->setCurrentWidget(part);
        setFocusProxy(part);
        if (hadFocus)
            part->setFocus();
    }
    const QString failed = tr("%Ln failed", nullptr, board.count);
    //: failures that no later task made good
    const QString open = tr("%Ln open", nullptr, board.open());
    //: failures that a later task of the same image made good
    const QString repaired = tr("%Ln later succeeded", nullptr, board.repaired);
    m_summary->setText(board.count == 0 ? QString() : listText({failed, open, repaired}));
}

void FailureBoardView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
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
    m_nothing->setText(tr("No failures in what is shown"));
    setAccessibleName(tr("Failures"));
    showBoard();
}

void FailureBoardView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
