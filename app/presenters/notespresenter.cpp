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

/// Of a note that was being written when another database was chosen.
constexpr auto noteUnanswered = "TeamNoteUnanswered"_L1;

/// What is said where a note was not written: that the database is asked again by itself is not
/// true of that.
Advice notWritten(const ApiError &error)
{
    Advice advice = adviceFor(error);
    if (error.code == noteUnanswered)
        advice = {.happened = NotesPresenter::tr("Another database was chosen before the team's "
                                                 "database had answered."),
                  .whatToDo = NotesPresenter::tr("Check there whether it took the note, or try "
                                                 "again to write it here.")};
    else if (error.code == "TeamDatabaseFailed"_L1)
        advice = {.happened = NotesPresenter::tr("The team's database did not take the note."),
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
    if (m_writer && m_address == address)
        return; // with what is being written
    const ApiError left{
        .kind = ApiError::Kind::Request, .code = QString(noteUnanswered), .host = m_address.shown};
    const std::map<quint64, Waiting> waiting = std::exchange(m_waiting, {});
    m_address = address;
    m_writer = std::make_unique<TeamNoteWriter>(address);
    for (const auto &[number, each] : waiting)
        each.answer(left);
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
    if (m_current && m_access != TeamNotes::Access::None) {
        if (hasFailed(*m_current))
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

/// And was not repaired since, as the list counts failures that are selected.
bool NotesPresenter::hasFailed(TaskRow row) const
{
    const LatestResults *results = m_model.filter().context().results;
    return m_store.status(row) == SyncTaskStatus::Error &&
           (results == nullptr || !results->isRepaired(row));
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
    const std::vector<TaskRow> selected = selectedFailures();
    const bool isSelected = std::ranges::find(selected, *m_current) != selected.end();
    ask(isSelected ? selected : std::vector<TaskRow>{*m_current});
}

void NotesPresenter::ask(const std::vector<TaskRow> &rows)
{
    if (rows.empty() || !m_writer || m_access != TeamNotes::Access::Write)
        return;
    delete m_dialog;
    m_asked.clear();
    for (const TaskRow row : rows) // which may be of other tasks when it is agreed to
        m_asked.push_back({.instanceId = m_store.instanceId(row),
                           .taskId = QString::fromUtf8(m_store.taskIdBytes(row))});
    m_attempt.clear();
    m_dialog =
        new AcknowledgeDialog(static_cast<int>(m_asked.size()), m_name, m_widgets.table.window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &AcknowledgeDialog::confirmed, this, &NotesPresenter::write);
    m_dialog->open();
}

std::vector<TeamNote> NotesPresenter::notesOf(const QString &name, const QString &reason) const
{
    std::vector<TeamNote> notes = m_asked;
    for (TeamNote &note : notes) {
        note.id = newNoteId();
        note.by = name;
        note.reason = reason;
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
    await(
        [this](TeamNoteWriter::Handler handler) {
            return m_writer->add(m_attempt, std::move(handler));
        },
        [open = m_dialog](const std::optional<ApiError> &error) {
            if (open && error)
                open->showProblem(textOf(notWritten(*error)));
            else if (open)
                open->done(QDialog::Accepted);
        });
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
    await(
        [this, &note](TeamNoteWriter::Handler handler) {
            return m_writer->add({note}, std::move(handler));
        },
        [answer](const std::optional<ApiError> &error) {
            answer(error ? textOf(notWritten(*error)) : QString());
        });
}

/// Each has its answer, whatever else is written meanwhile.
void NotesPresenter::await(const Start &start, TeamNoteWriter::Handler answer)
{
    const quint64 number = ++m_lastNumber;
    Waiting &waiting = m_waiting[number];
    waiting.answer = std::move(answer);
    waiting.call =
        start([this, number](const std::optional<ApiError> &error) { report(number, error); });
}

void NotesPresenter::report(quint64 number, const std::optional<ApiError> &error)
{
    const auto waiting = m_waiting.extract(number);
    if (!waiting.empty())
        waiting.mapped().answer(error);
}

void NotesPresenter::withdraw(const QStringList &ids)
{
    if (!m_writer)
        return;
    await(
        [this, &ids](TeamNoteWriter::Handler handler) {
            return m_writer->withdraw(ids, m_name, std::move(handler));
        },
        [this](const std::optional<ApiError> &error) {
            if (error)
                m_widgets.messageBar.showAnswer(notWritten(*error), technicalLine(*error));
        });
}
