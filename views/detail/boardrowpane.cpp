#include "boardrowpane.h"

#include "advicebox.h"
#include "displaytext.h"
#include "focusgroup.h"
#include "manualplace.h"
#include "paneheader.h"
#include "taskadvice.h"
#include "tasklinksection.h"
#include "trendbars.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace {

constexpr int boardPaneMargin = 16;
constexpr int leastFactNameWidth = 84;

} // namespace

BoardRowPane::BoardRowPane(QWidget *parent)
    : QWidget(parent), m_empty(makeLabel(TextStyle::Body, QPalette::PlaceholderText, this))
{
    setObjectName(u"boardRowPane"_s);
    fillWithPanel(*this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new PaneHeader(u"boardRowTitle"_s, u"closeBoardRow"_s, nullptr, this);
    layout->addWidget(m_header);
    layout->addWidget(m_empty, 1);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeFoot());
    connect(m_header, &PaneHeader::closeRequested, this, &BoardRowPane::closeRequested);
    connect(m_failures, &TaskLinkSection::taskChosen, this, &BoardRowPane::taskChosen);
    connect(m_retry, &QPushButton::clicked, this, &BoardRowPane::retryRequested);
    connect(m_openFailures, &QPushButton::clicked, this, &BoardRowPane::failuresRequested);
    connect(m_openTasks, &QPushButton::clicked, this, &BoardRowPane::tasksRequested);
    retranslate();
    clear();
}

QWidget *BoardRowPane::makeBody()
{
    auto *body = new QWidget;
    fillWithPanel(*body);
    m_counts = new WrappedText(body);
    m_counts->setObjectName(u"boardRowCounts"_s);
    m_counts->setSecondary(true);
    m_trend = new TrendBars(body);
    m_causeTitle = makeSectionTitle(body);
    m_causeTitle->setObjectName(u"boardRowCause"_s);
    m_advice = new AdviceBox(body, u"boardAdvice"_s);
    m_failures = new TaskLinkSection(u"boardFailures"_s, body);
    m_factsTitle = makeSectionTitle(body);
    auto *facts = new QWidget(body);
    m_grid = new QGridLayout(facts);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, leastFactNameWidth);
    m_grid->setColumnStretch(1, 1);

    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(boardPaneMargin, 0, boardPaneMargin, boardPaneMargin);
    layout->setSpacing(8);
    layout->addWidget(m_counts);
    layout->addWidget(m_trend);
    layout->addSpacing(6);
    layout->addWidget(m_causeTitle);
    layout->addWidget(m_advice);
    layout->addSpacing(6);
    layout->addWidget(m_failures);
    layout->addSpacing(6);
    layout->addWidget(m_factsTitle);
    layout->addWidget(facts);
    layout->addStretch();
    m_scroll = makePageScroll(body, this);
    m_scroll->setObjectName(u"boardRowScroll"_s);
    return m_scroll;
}

QWidget *BoardRowPane::makeFoot()
{
    m_foot = new QWidget(this);
    makeFocusGroup(*m_foot);
    m_retry = makeButton(u"retryBoardRow"_s, nullptr, m_foot);
    m_openFailures = makeButton(u"openBoardRowFailures"_s, nullptr, m_foot);
    m_openTasks = makeButton(u"openBoardRow"_s, nullptr, m_foot);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(boardPaneMargin, 8, boardPaneMargin, 10);
    buttons->setSpacing(8);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_openFailures);
    buttons->addWidget(m_openTasks);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(m_foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHairline(Qt::Horizontal, m_foot));
    column->addLayout(buttons);
    return m_foot;
}

void BoardRowPane::showRow(const BoardRowDetails &row, const TimeContext &now)
{
    m_isShown = true;
    m_isUnnamed = false;
    m_row = row;
    m_now = now;
    fill();
}

void BoardRowPane::showUnnamed(const QString &title)
{
    m_isShown = false;
    m_isUnnamed = true;
    m_row = {.title = title};
    fill();
}

void BoardRowPane::clear()
{
    m_isShown = false;
    m_isUnnamed = false;
    m_row = {};
    fill();
}

void BoardRowPane::fill()
{
    m_empty->setText(m_isUnnamed
                         ? tr("No query can find these tasks: the registry gives them no name.")
                         : tr("Choose a row to see its failures and what can be done."));
    m_empty->setVisible(!m_isShown);
    m_scroll->setVisible(m_isShown);
    m_foot->setVisible(m_isShown);
    m_header->title().showText(m_row.title);
    if (!m_isShown)
        return;
    const TaskSetSummary &tasks = m_row.tasks;
    QStringList counts;
    if (tasks.failed < tasks.count || tasks.count == 0)
        counts << tr("%Ln task(s) loaded", nullptr, tasks.count);
    if (tasks.failed > 0)
        counts << tr("%Ln failed", nullptr, tasks.failed);
    if (tasks.repaired() > 0)
        //: Behind "12 failed"
        counts << tr("%Ln of them repaired since", nullptr, tasks.repaired());
    m_counts->showText(counts.join(u" · "_s));
    m_trend->setVisible(tasks.endMs > 0);
    m_trend->showSummary(tasks, m_now);
    fillAdvice();
    m_failures->showLinks(m_row.failures);
    m_failures->setVisible(!m_row.failures.empty());
    fillFacts();
    m_retry->setVisible(tasks.open() > 0);
    m_openFailures->setVisible(tasks.failed > 0);
    //: Button: retries the failures of a row of a board, after a preview
    m_retry->setText(tr("Retry %Ln…", nullptr, tasks.open()));
}

void BoardRowPane::fillAdvice()
{
    const TaskSetSummary &tasks = m_row.tasks;
    const bool hasCause = tasks.ofCause > 0;
    m_causeTitle->setVisible(hasCause);
    m_advice->setVisible(hasCause);
    if (!hasCause) {
        setManualPlace(*this, {.page = u"window"_s, .anchor = u"pane"_s});
        return;
    }
    m_causeTitle->setText(tasks.ofCause == tasks.open()
                              //: All open failures have the same cause, which follows
                              ? tr("Cause of %Ln open failure(s)", nullptr, tasks.open())
                              //: %1 of the %Ln open failures have the same cause, which follows
                              : tr("Cause of %1 of %Ln open failure(s)", nullptr, tasks.open())
                                    .arg(QLocale().toString(tasks.ofCause)));
    m_advice->showAdvice(adviceFor(m_row.example), tasks.cause);
    const bool isKnown = m_row.example.issue.value != TaskIssue::Unknown;
    setManualPlace(*this, {.page = u"causes"_s,
                           .anchor = isKnown ? manualAnchor(tasks.cause) : u"unknown-cause"_s});
}

/// As the columns of the board stand, also those that have no room there.
void BoardRowPane::fillFacts()
{
    QStringList names;
    for (const BoardFact &fact : m_row.facts)
        names << fact.name;
    if (m_factNames != names) {
        m_factNames = names;
        layOutFacts();
    }
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i]->showText(m_row.facts[i].value);
    m_factsTitle->setVisible(!m_values.empty());
}

void BoardRowPane::layOutFacts()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_values.clear();
    for (const BoardFact &fact : m_row.facts) {
        auto *name = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
        name->setText(fact.name);
        explain(*name, fact.toolTip);
        auto *value = new WrappedText(this);
        value->setFont(textFont(TextStyle::Secondary, value->font()));
        value->setAccessibleName(fact.name);
        const auto line = static_cast<int>(m_values.size());
        m_grid->addWidget(name, line, 0, Qt::AlignTop);
        m_grid->addWidget(value, line, 1, Qt::AlignTop);
        m_values.push_back(value);
    }
}

void BoardRowPane::retranslate()
{
    setAccessibleName(tr("Details of the row"));
    m_header->title().setAccessibleName(tr("What the row is about"));
    m_counts->setAccessibleName(tr("Numbers of tasks"));
    //: Title: failures that were not repaired since, the newest first
    m_failures->setTitle(tr("Newest open failures"));
    //: Title: what the page says of the row
    m_factsTitle->setText(tr("Figures"));
    m_openFailures->setText(tr("Show failures"));
    m_openTasks->setText(tr("Show tasks"));
}

void BoardRowPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fill();
    }
}
