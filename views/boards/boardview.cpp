#include "boardview.h"

#include "boardtable.h"
#include "elidedlabel.h"
#include "widgetparts.h"

#include <QHBoxLayout>
#include <QStackedWidget>

BoardView::BoardView(QWidget *parent) : QWidget(parent)
{
    fillWithPanel(*this);
}

// The parts come in the order in which Tab visits them.
void BoardView::layOut(QWidget *lead, BoardTable *table, const QString &summaryName,
                       const QString &nothingName, QWidget *tail)
{
    m_table = table;
    m_summary = new ElidedLabel(this);
    m_summary->setObjectName(summaryName);
    m_summary->setFont(textFont(TextStyle::Secondary, font()));
    m_summary->setProperty("secondary", true);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_nothing = makeLabel(TextStyle::Body, QPalette::PlaceholderText, this);
    m_nothing->setObjectName(nothingName);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setFocusPolicy(Qt::StrongFocus); // else the focus of the page goes astray
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_table);
    setFocusProxy(m_nothing);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(Metrics::padding, 0, Metrics::padding, Metrics::unit);
    head->setSpacing(Metrics::padding);
    head->addWidget(lead);
    head->addStretch(1);
    head->addWidget(m_summary);
    if (tail != nullptr)
        head->addWidget(tail);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    connect(m_table, &BoardTable::chosen, this, &BoardView::chosen);
    connect(m_table, &BoardTable::numberChosen, this, &BoardView::numberChosen);
    connect(m_table, &BoardTable::backRequested, this, &BoardView::backRequested);
    connect(m_table, &BoardTable::currentRowChanged, this, &BoardView::currentRowChanged);
    connect(m_table, &BoardTable::rowsChanged, this, &BoardView::rowsChanged);
}

void BoardView::makeCurrent(int row)
{
    m_table->makeCurrent(row);
}

int BoardView::currentRow() const
{
    return m_table->currentRow();
}

QString BoardView::nameOf(int row) const
{
    return m_table->nameOf(row);
}

std::vector<BoardFact> BoardView::factsOf(int row) const
{
    return m_table->factsOf(row);
}

void BoardView::showTable(bool hasRows)
{
    QWidget *part = hasRows ? static_cast<QWidget *>(m_table) : m_nothing;
    if (part == m_stack->currentWidget())
        return;
    const bool hadFocus = m_stack->currentWidget()->hasFocus();
    m_stack->setCurrentWidget(part);
    setFocusProxy(part);
    if (hadFocus)
        part->setFocus();
}

void BoardView::showSummary(const QString &text)
{
    m_summary->setText(text);
}

void BoardView::setTexts(const QString &name, const QString &nothing)
{
    setAccessibleName(name);
    m_nothing->setText(nothing);
}

void BoardView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
}
