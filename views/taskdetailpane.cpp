#include "taskdetailpane.h"

#include "advicebox.h"
#include "comparisongrid.h"
#include "factgrid.h"
#include "glyphbutton.h"
#include "layersection.h"
#include "statusicon.h"
#include "taskreport.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 16;

bool isSameTask(const SyncTask &one, const SyncTask &other)
{
    return one.id == other.id && one.imageFrom.instanceId == other.imageFrom.instanceId &&
           one.imageTo.instanceId == other.imageTo.instanceId;
}

/// The digest of what is copied stands in each of its layers.
QString artifactDigestOf(const SyncTaskDetail &detail)
{
    for (const LayerTask &layer : detail.layers) {
        if (!layer.artifactDigest.isEmpty())
            return layer.artifactDigest;
    }
    return {};
}

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

TaskDetailPane::TaskDetailPane(QWidget *parent)
    : QWidget(parent), m_empty(makeLabel(TextStyle::Body, QPalette::PlaceholderText, this))
{
    fillWithPanel(*this);
    m_empty->setObjectName(u"emptyDetail"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_empty, 1);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeFooter());

    connect(m_close, &QPushButton::clicked, this, &TaskDetailPane::closeRequested);
    connect(m_layers, &LayerSection::retryRequested, this, &TaskDetailPane::retryDetailRequested);
    retranslate();
    clear();
}

TaskDetailPane::~TaskDetailPane() = default;

QWidget *TaskDetailPane::makeHeader()
{
    auto *header = new QWidget(this);
    m_mark = new StatusMark(14, header);
    m_title = new WrappedText(header);
    m_title->setObjectName(u"detailTitle"_s);
    m_title->setFont(textFont(TextStyle::PaneTitle, m_title->font()));
    m_close = new GlyphButton(Glyph::Close, header);
    m_close->setObjectName(u"closeDetails"_s);
    m_close->setProperty("flat", true);

    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(margin, 14, 10, 2);
    layout->setSpacing(8);
    auto *markColumn = new QVBoxLayout;
    markColumn->setContentsMargins(0, 3, 0, 0);
    markColumn->addWidget(m_mark);
    markColumn->addStretch();
    layout->addLayout(markColumn);
    layout->addWidget(m_title, 1, Qt::AlignTop);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    return header;
}

QWidget *TaskDetailPane::makeBody()
{
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(u"detailScroll"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto *body = new QWidget;
    fillWithPanel(*body);
    m_subline = new WrappedText(body);
    m_subline->setObjectName(u"detailSubline"_s);
    m_subline->setSecondary(true);
    m_advice = new AdviceBox(body);
    m_comparison = new ComparisonGrid(body);
    m_layers = new LayerSection(body);
    m_facts = new FactGrid(body);

    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(margin, 0, margin, margin);
    layout->setSpacing(14);
    layout->addWidget(m_subline);
    layout->addWidget(m_advice);
    layout->addWidget(m_comparison);
    layout->addWidget(m_layers);
    layout->addWidget(m_facts);
    layout->addStretch();
    m_scroll->setWidget(body);
    return m_scroll;
}

QWidget *TaskDetailPane::makeFooter()
{
    m_footer = new QWidget(this);
    m_copy = new GlyphButton(Glyph::None, m_footer);
    m_copy->setObjectName(u"copyTask"_s);
    m_copy->setMenu(makeCopyMenu());
    m_samePush = makeButton(u"samePush"_s, nullptr, m_footer);
    connect(m_samePush, &QPushButton::clicked, this, [this] {
        if (m_task)
            Q_EMIT batchChosen(m_task->batchId);
    });

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, Metrics::padding, 0, Metrics::padding);
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_samePush);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(m_footer);
    layout->setContentsMargins(margin, 0, margin, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHairline(Qt::Horizontal, m_footer));
    layout->addLayout(buttons);
    return m_footer;
}

QMenu *TaskDetailPane::makeCopyMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &objectName, QString (*textOf)(const SyncTask &)) {
        QAction *action = menu->addAction(QString(), this, [this, textOf] {
            if (m_task)
                copyText(textOf(*m_task));
        });
        action->setObjectName(objectName);
        return action;
    };
    m_copyTaskId = add(u"actionCopyTaskId"_s, [](const SyncTask &task) { return task.id; });
    m_copySource =
        add(u"actionCopySource"_s, [](const SyncTask &task) { return task.imageFrom.path(); });
    m_copyDestination =
        add(u"actionCopyDestination"_s, [](const SyncTask &task) { return task.imageTo.path(); });
    menu->addSeparator();
    m_copyAll = menu->addAction(QString(), this, [this] {
        if (m_task)
            copyText(taskReport(*m_task, m_names.rule, m_detail, m_now));
    });
    m_copyAll->setObjectName(u"actionCopyAll"_s);
    return menu;
}

void TaskDetailPane::showTask(const SyncTask &task, const Names &names, const QDateTime &now)
{
    const bool another = !m_task || !isSameTask(*m_task, task);
    m_task = task;
    m_names = names;
    m_now = now;
    if (another) {
        m_detail.reset();
        m_layers->showUnknown();
        m_facts->showArtifactDigest({});
        m_scroll->verticalScrollBar()->setValue(0);
    }
    fill();
}

void TaskDetailPane::showDetail(const SyncTaskDetail &detail)
{
    if (!m_task || detail.task.id != m_task->id)
        return; // of a task that was left meanwhile
    m_detail = detail;
    const bool ended = isFinished(detail.task.status.value) && !isFinished(m_task->status.value);
    if (ended)
        m_task->modifiedAt = {}; // when it ended is told by the list only
    if (detail.task.status.isGiven())
        m_task->status = detail.task.status;
    if (detail.task.issue.isGiven())
        m_task->issue = detail.task.issue;
    m_layers->showLayers(detail.layers);
    m_facts->showArtifactDigest(artifactDigestOf(detail));
    fill();
}

void TaskDetailPane::showDetailLoading()
{
    m_layers->showLoading();
}

void TaskDetailPane::showDetailError(const ApiError &error)
{
    m_layers->showError(error);
}

void TaskDetailPane::clear()
{
    m_task.reset();
    m_detail.reset();
    m_names = {};
    m_layers->showUnknown();
    fill();
}

void TaskDetailPane::fill()
{
    const bool shown = m_task.has_value();
    m_empty->setVisible(!shown);
    m_mark->setVisible(shown);
    m_scroll->setVisible(shown);
    m_footer->setVisible(shown);
    if (!shown) {
        m_title->showText({});
        return;
    }

    m_mark->showStatus(m_task->status.value);
    m_title->showText(m_task->imageFrom.path());
    m_subline->showText(taskSubline(*m_task, m_names.rule, m_now));
    const bool failed = m_task->status.value == SyncTaskStatus::Error;
    if (failed)
        m_advice->showAdvice(adviceFor(*m_task));
    m_advice->setVisible(failed);
    m_comparison->showImages(m_task->imageFrom, m_names.sourceInstance, m_task->imageTo,
                             m_names.destinationInstance);
    m_facts->showFacts(*m_task, m_now);
    m_samePush->setVisible(!m_task->batchId.isEmpty());
}

void TaskDetailPane::retranslate()
{
    setAccessibleName(tr("Details of the task"));
    m_empty->setText(tr("Choose a task to see its source and destination."));
    m_title->setAccessibleName(tr("Image"));
    m_subline->setAccessibleName(tr("Status"));
    m_close->setToolTip(tr("Close the details"));
    m_close->setAccessibleName(m_close->toolTip());
    m_copy->setText(tr("Copy"));
    m_copyTaskId->setText(tr("Task id"));
    m_copySource->setText(tr("Source image"));
    m_copyDestination->setText(tr("Destination image"));
    m_copyAll->setText(tr("Everything as text"));
    //: Button: show the tasks that the same push caused
    m_samePush->setText(tr("Same push"));
    m_samePush->setToolTip(tr("Ask the registry for the tasks of this batch"));
    m_comparison->retranslate();
}

void TaskDetailPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fill();
    }
}
