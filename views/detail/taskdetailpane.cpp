#include "taskdetailpane.h"

#include "advicebox.h"
#include "comparisongrid.h"
#include "displayed.h"
#include "factgrid.h"
#include "layersection.h"
#include "paneheader.h"
#include "printable.h"
#include "statusicon.h"
#include "taskadvice.h"
#include "tasklinksection.h"
#include "taskpanefoot.h"
#include "taskreport.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
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
    m_mark = new StatusMark(14, this);
    m_header = new PaneHeader(u"detailTitle"_s, u"closeDetails"_s, m_mark, this);
    layout->addWidget(m_header);
    layout->addWidget(m_empty, 1);
    layout->addWidget(makeBody(), 1);
    m_foot = new TaskPaneFoot(this);
    layout->addWidget(m_foot);

    connect(m_header, &PaneHeader::closeRequested, this, &TaskDetailPane::closeRequested);
    connect(m_layers, &LayerSection::retryRequested, this, &TaskDetailPane::retryDetailRequested);
    connect(m_comparison, &ComparisonGrid::lookAgainRequested, this,
            &TaskDetailPane::lookAgainRequested);
    connect(m_foot, &TaskPaneFoot::actionRequested, this, &TaskDetailPane::actionRequested);
    connect(m_foot, &TaskPaneFoot::changesWanted, this, &TaskDetailPane::changesWanted);
    connect(m_foot, &TaskPaneFoot::consoleRequested, this, &TaskDetailPane::consoleRequested);
    connect(m_foot, &TaskPaneFoot::comparisonRequested, this, &TaskDetailPane::comparisonRequested);
    connect(m_notes, &NoteSection::acknowledgeRequested, this,
            &TaskDetailPane::acknowledgeRequested);
    connect(m_notes, &NoteSection::withdrawRequested, this, &TaskDetailPane::withdrawRequested);
    retranslate();
    clear();
}

QWidget *TaskDetailPane::makeBody()
{
    auto *body = new QWidget;
    fillWithPanel(*body);
    m_subline = new WrappedText(body);
    m_subline->setObjectName(u"detailSubline"_s);
    m_subline->setSecondary(true);
    m_notes = new NoteSection(body);
    m_advice = new AdviceBox(body);
    m_comparison = new ComparisonGrid(body);
    m_layers = new LayerSection(body);
    m_rule = new RuleSection(body);
    m_facts = new FactGrid(body);
    makeRelations(body);

    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(margin, 0, margin, margin);
    layout->setSpacing(14);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_subline, m_repair, m_notes, m_advice, m_comparison,
                                          m_layers, m_samePush, m_earlier, m_rule, m_facts})
        layout->addWidget(part);
    layout->addStretch();
    m_scroll = makePageScroll(body, this);
    m_scroll->setObjectName(u"detailScroll"_s);
    return m_scroll;
}

void TaskDetailPane::makeRelations(QWidget *body)
{
    m_repair = new TaskLinkSection(u"repairedBy"_s, body);
    m_samePush = new TaskLinkSection(u"push"_s, body);
    m_earlier = new TaskLinkSection(u"earlier"_s, body);
    for (TaskLinkSection *section : {m_repair, m_samePush, m_earlier})
        connect(section, &TaskLinkSection::taskChosen, this, &TaskDetailPane::taskChosen);
    connect(m_samePush->button(u"samePush"_s), &QPushButton::clicked, this, [this] {
        if (m_task)
            Q_EMIT batchChosen(m_task->batchId);
    });
}

void TaskDetailPane::showTask(const SyncTask &task, const Names &names, const TimeContext &now)
{
    const bool another = !m_task || !isSameTask(*m_task, task);
    m_task = task;
    m_names = names;
    m_now = now;
    if (another) {
        m_detail.reset();
        m_relations = {};
        m_digests = {};
        m_layers->showUnknown();
        m_facts->showArtifactDigest({});
        m_rule->showRule({}, {});
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
    if (detail.tellsLayers)
        m_layers->showLayers(detail.layers);
    else
        m_layers->showUntold();
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

void TaskDetailPane::showPace(const std::optional<TransferPace> &pace)
{
    m_layers->showPace(pace);
}

void TaskDetailPane::showRule(const std::optional<SyncRule> &rule,
                              const RuleSection::EndNames &names)
{
    m_rule->showRule(rule, names);
}

void TaskDetailPane::showRelations(const TaskRelations &relations)
{
    m_relations = relations;
    fillRelations();
}

void TaskDetailPane::showDigests(const ComparedDigests &digests)
{
    m_digests = digests;
    m_foot->showDigests(digests);
    m_comparison->showDigests(m_digests, !m_task || isFinished(m_task->status.value));
    showArtifactDigest();
}

/// Not once more where both ends have it, and are shown to have it.
void TaskDetailPane::showArtifactDigest()
{
    const QString digest = m_detail ? artifactDigestOf(*m_detail) : QString();
    const bool isShownAbove =
        m_digests.verdict() == DigestVerdict::Same && isSameDigest(digest, m_digests.source.digest);
    m_facts->showArtifactDigest(isShownAbove ? QString() : digest);
}

void TaskDetailPane::showNotes(const ShownNotes &notes)
{
    m_notes->showNotes(notes);
}

void TaskDetailPane::showOffers(const ActionOffers &offers)
{
    m_foot->showOffers(offers);
}

void TaskDetailPane::clear()
{
    m_task.reset();
    m_detail.reset();
    m_names = {};
    m_relations = {};
    m_digests = {};
    m_layers->showUnknown();
    fill();
}

/// Of a failed task, what its cause means.
ManualPlace TaskDetailPane::placeInManual() const
{
    if (!m_task || m_task->status.value != SyncTaskStatus::Error)
        return {.page = u"window"_s, .anchor = u"pane"_s};
    const bool isKnown = m_task->issue.value != TaskIssue::Unknown;
    return {.page = u"causes"_s,
            .anchor = isKnown ? manualAnchor(m_task->issue.text) : u"unknown-cause"_s};
}

void TaskDetailPane::fill()
{
    const bool shown = m_task.has_value();
    setManualPlace(*this, placeInManual());
    m_empty->setVisible(!shown);
    m_mark->setVisible(shown);
    m_scroll->setVisible(shown);
    m_foot->setVisible(shown);
    if (!shown) {
        m_header->title().showText({});
        return;
    }

    m_mark->showStatus(m_task->status.value);
    m_header->title().showText(displayed(m_task->imageFrom).path());
    m_subline->showText(taskSubline(displayed(*m_task), isolated(m_names.rule), m_now));
    m_comparison->showImages(m_task->imageFrom, m_names.sourceInstance, m_task->imageTo,
                             m_names.destinationInstance);
    showDigests(ComparedDigests(m_digests));
    m_facts->showFacts(*m_task, m_now);
    m_foot->showTask(*m_task, m_names.listedBy, m_names.rule, m_now);
    m_foot->showDetail(m_detail);
    fillRelations();
}

void TaskDetailPane::fillRelations()
{
    const bool failed = m_task && m_task->status.value == SyncTaskStatus::Error;
    if (failed && m_relations.repairedBy.empty())
        m_advice->showAdvice(adviceFor(*m_task), m_task->issue.text);
    else if (failed)
        m_advice->showPast(adviceFor(*m_task), m_task->issue.text);
    m_advice->setVisible(failed);
    m_repair->showLinks(m_relations.repairedBy);
    m_repair->setVisible(!m_relations.repairedBy.empty());
    m_earlier->showLinks(m_relations.earlier);
    m_earlier->setVisible(!m_relations.earlier.empty());

    const int others = m_relations.samePushCount;
    //: Title: the other tasks that the same push caused
    m_samePush->setTitle(others == 0 ? tr("Same push")
                                     : tr("Same push, %Ln other task(s)", nullptr, others));
    m_samePush->showLinks(m_relations.samePush);
    m_samePush->setVisible(m_task && !m_task->batchId.isEmpty());
}

void TaskDetailPane::retranslate()
{
    setAccessibleName(tr("Details of the task"));
    m_empty->setText(tr("Choose a task to see its source and destination."));
    m_header->title().setAccessibleName(tr("Image"));
    m_subline->setAccessibleName(tr("Status"));
    //: Title: tasks of the same image to the same destination that came before
    m_earlier->setTitle(tr("Earlier at this destination"));
    QPushButton *allOfPush = m_samePush->button(u"samePush"_s);
    //: Button: show the tasks that the same push caused in the list
    allOfPush->setText(tr("Show in the list"));
    allOfPush->setToolTip(tr("Ask the registry for the tasks of this batch"));
    m_comparison->retranslate();
    m_notes->retranslate();
}

void TaskDetailPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fill();
    }
}
