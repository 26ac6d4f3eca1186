#include "boardview.h"

#include "boardtable.h"
#include "elidedlabel.h"
#include "printable.h"
#include "theme.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

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
    column->addWidget(makeUnappliedLine());
    column->addWidget(m_stack, 1);
    connect(m_table, &BoardTable::chosen, this, &BoardView::chosen);
    connect(m_table, &BoardTable::numberChosen, this, &BoardView::numberChosen);
    connect(m_table, &BoardTable::backRequested, this, &BoardView::backRequested);
    connect(m_table, &BoardTable::currentRowChanged, this, &BoardView::currentRowChanged);
    connect(m_table, &BoardTable::rowsChanged, this, &BoardView::rowsChanged);
}

/// In sight, for figures of all tasks are easily read as those of the query.
QWidget *BoardView::makeUnappliedLine()
{
    m_unappliedLine = new QWidget(this);
    m_unapplied = new ElidedLabel(m_unappliedLine);
    m_unapplied->setObjectName(u"unappliedQuery"_s);
    m_unapplied->setForegroundRole(QPalette::WindowText); // on a panel it would be Text
    m_queryTasks = makeButton(u"showQueryTasks"_s, "link", m_unappliedLine);
    auto *line = new QHBoxLayout(m_unappliedLine);
    line->setContentsMargins(Metrics::padding, 0, Metrics::padding, Metrics::unit);
    line->setSpacing(Metrics::padding);
    line->addWidget(m_unapplied);
    line->addWidget(m_queryTasks);
    line->addStretch(1);
    m_unappliedLine->hide();
    connect(m_queryTasks, &QPushButton::clicked, this, &BoardView::queryTasksRequested);
    retranslateUnapplied();
    return m_unappliedLine;
}

void BoardView::retranslateUnapplied()
{
    //: %1: a query, or a part of one, as it is written
    m_unapplied->setText(tr("Not narrowed by the query: %1").arg(isolated(m_unappliedQuery)));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Pending, palette()));
    m_unapplied->setPalette(colors);
    //: Link on a page that leaves the query out
    m_queryTasks->setText(tr("Show tasks of the query"));
}

void BoardView::showUnapplied(const QString &query)
{
    if (query == m_unappliedQuery)
        return;
    m_unappliedQuery = query;
    m_unappliedLine->setVisible(!query.isEmpty());
    retranslateUnapplied();
}

void BoardView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool isOther =
        event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange;
    if (isOther && m_unappliedLine)
        retranslateUnapplied();
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
