#include "notespresenter.h"

#include "acknowledgedialog.h"
#include "disabledaction.h"
#include "erroradvice.h"
#include "mainmenu.h"
#include "messagebar.h"
#include "notetext.h"
#include "printable.h"
#include "selectionbar.h"
#include "synctasktablemodel.h"
#include "taskdetailpane.h"
#include "tasktableview.h"

#include <QItemSelectionModel>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// What is said where a note was not written: that the database is asked again by itself is not
/// true of that.
Advice notWritten(const ApiError &error)
{
    Advice advice = adviceFor(error);
    if (error.code == "TeamDatabaseFailed"_L1)
        advice = {
            .happened = NotesPresenter::tr("The team's database did not take the note."),
            //: %1 is what a database says, in English
            .whatToDo = NotesPresenter::tr("Tell whoever runs it what it says: %1")
                            .arg(printable(error.message.simplified()))};
    else if (!error.isRefusal() && error.code.startsWith(u"TeamDatabase"_s))
        advice = {.happened = NotesPresenter::tr("The team's database did not take the note."),
                  .whatToDo = NotesPresenter::tr("Try again, or check its address and the "
                                                 "network.")};
    return advice;
}

QString textOf(const Advice &advice)
{
    return advice.happened + u' ' + advice.whatToDo;
}

} // namespace

NotesPresenter::NotesPresenter(const TaskStore &store, SyncTaskTableModel &model,
                               const Widgets &widgets, QObject *parent)
    : QObject(parent), m_store(store), m_model(model), m_widgets(widgets)
{
    QAction *action = m_widgets.menu.acknowledge();
    m_widgets.table.addRowAction(*action);
    connect(action, &QAction::triggered, this, &NotesPresenter::acknowledgeSelected);
    connect(&m_widgets.selectionBar, &SelectionBar::acknowledgeRequested, this,
            &NotesPresenter::acknowledgeSelected);
    connect(&m_widgets.detailPane, &TaskDetailPane::acknowledgeRequested, this,
            &NotesPresenter::acknowledgeCurrent);
    connect(&m_widgets.detailPane, &TaskDetailPane::withdrawRequested, this,
            [this](const QString &id) { withdraw({id}); });
    connect(m_widgets.table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &NotesPresenter::offer);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &NotesPresenter::offer);
}

NotesPresenter::~NotesPresenter()
{
    delete m_dialog; // it asks this
}

void NotesPresenter::connectTo(const DatabaseAddress &address)
{
    m_writer = std::make_unique<TeamNoteWriter>(address);
}

void NotesPresenter::show(const TeamNotes &notes)
{
    m_access = notes.access;
    m_model.setNotes(notes);
    update();
    Q_EMIT changed();
    Q_EMIT told(notes);
}

void NotesPresenter::showCurrent(std::optional<TaskRow> row)
{
    m_current = row;
    update();
}

void NotesPresenter::update()
{
    offer();
    ShownNotes shown;
    if (m_current && m_access != TeamNotes::Access::None && hasFailed(*m_current)) {
        shown.offer = m_access == TeamNotes::Access::Write ? ShownNotes::Offer::Acknowledge
                                                           : ShownNotes::Offer::NeedsRights;
        for (const TeamNote &note : m_model.acknowledgements().of(*m_current))
            shown.lines.push_back(
                {.id = note.id, .text = acknowledgedText(note, m_model.timeContext())});
    }
    m_widgets.detailPane.showNotes(shown);
}

/// What is offered while it cannot be written would be a dead button.
void NotesPresenter::offer()
{
    const bool mayWrite = m_writer && m_access == TeamNotes::Access::Write;
    QAction &action = *m_widgets.menu.acknowledge();
    action.setVisible(mayWrite);
    m_widgets.selectionBar.offerAcknowledging(mayWrite);
    if (mayWrite)
        setDisabledReason(action, hasSelectedFailure()
                                      ? QString()
                                      : tr("Select failed tasks in the list first."));
}

/// By ranges, not by indexes: all of a million may be selected.
bool NotesPresenter::hasSelectedFailure() const
{
    const TaskTableView &table = m_widgets.table;
    if (table.parentWidget() && table.isHidden()) // by another page
        return false;
    const QItemSelection selection = table.selectionModel()->selection();
    return std::any_of(selection.begin(), selection.end(), [this](const auto &range) {
        return m_model.countFailed(range.top(), range.bottom()) > 0;
    });
}

bool NotesPresenter::hasFailed(TaskRow row) const
{
    return m_store.status(row) == SyncTaskStatus::Error;
}

std::vector<TaskRow> NotesPresenter::selectedFailures() const
{
    std::vector<TaskRow> rows;
    const QModelIndexList selected = m_widgets.table.selectionModel()->selectedRows();
    for (const QModelIndex &index : selected) {
        const TaskRow row = m_model.storeRow(index.row());
        if (hasFailed(row))
            rows.push_back(row);
    }
    return rows;
}

void NotesPresenter::acknowledgeSelected()
{
    ask(selectedFailures());
}

/// All that are selected, where the task in the pane is one of them.
void NotesPresenter::acknowledgeCurrent()
{
    if (!m_current)
        return;
    std::vector<TaskRow> selected = selectedFailures();
    const bool isSelected = std::ranges::find(selected, *m_current) != selected.end();
    ask(isSelected ? std::move(selected) : std::vector<TaskRow>{*m_current});
}

void NotesPresenter::ask(std::vector<TaskRow> rows)
{
    if (rows.empty() || !m_writer || m_access != TeamNotes::Access::Write)
        return;
    delete m_dialog;
    m_rows = std::move(rows);
    m_attempt.clear();
    m_dialog =
        new AcknowledgeDialog(static_cast<int>(m_rows.size()), m_name, m_widgets.table.window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &AcknowledgeDialog::confirmed, this, &NotesPresenter::write);
    m_dialog->open();
}

std::vector<TeamNote> NotesPresenter::notesOf(const QString &name, const QString &reason) const
{
    std::vector<TeamNote> notes;
    for (const TaskRow row : m_rows) {
        notes.push_back({.id = newNoteId(),
                         .by = name,
                         .reason = reason,
                         .instanceId = m_store.instanceId(row),
                         .taskId = QString::fromUtf8(m_store.taskIdBytes(row))});
    }
    return notes;
}

/// An answer that was lost on its way is no reason to write it twice.
void NotesPresenter::write(const QString &name, const QString &reason)
{
    const bool isSame =
        !m_attempt.empty() && m_attempt.front().by == name && m_attempt.front().reason == reason;
    if (!isSame)
        m_attempt = notesOf(name, reason);
    takeName(name);
    m_dialog->showWriting();
    m_adding = m_writer->add(m_attempt,
                             [this](const std::optional<ApiError> &error) { takeAnswer(error); });
}

void NotesPresenter::takeName(const QString &name)
{
    if (std::exchange(m_name, name) != name)
        Q_EMIT nameChosen();
}

void NotesPresenter::add(const TeamNote &note,
                         const std::function<void(const QString &problem)> &answer)
{
    if (!m_writer)
        return;
    takeName(note.by);
    m_addingOther = m_writer->add({note}, [answer](const std::optional<ApiError> &error) {
        answer(error ? textOf(notWritten(*error)) : QString());
    });
}

void NotesPresenter::takeAnswer(const std::optional<ApiError> &error)
{
    if (!m_dialog)
        return;
    if (!error)
        return m_dialog->done(QDialog::Accepted);
    m_dialog->showProblem(textOf(notWritten(*error)));
}

void NotesPresenter::withdraw(const QStringList &ids)
{
    if (!m_writer)
        return;
    m_withdrawing = m_writer->withdraw(ids, m_name, [this](const std::optional<ApiError> &error) {
        if (error)
            m_widgets.messageBar.showAnswer(notWritten(*error), technicalLine(*error));
    });
}
