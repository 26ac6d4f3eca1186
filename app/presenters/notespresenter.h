#pragma once

#include "databaseaddress.h"
#include "pendingcall.h"
#include "taskstore.h"
#include "teamnote.h"
#include "teamnotewriter.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

class AcknowledgeDialog;
class MainMenu;
class MessageBar;
class SelectionBar;
class SyncTaskTableModel;
class TaskDetailPane;
class TaskTableView;

/// What a team notes of its failures: shows who looks after which, and has the user say so, and
/// take it back, where the role may write notes. Without a team's history nothing of it is there.
class NotesPresenter final : public QObject {
    Q_OBJECT

public:
    struct Widgets {
        MainMenu &menu;
        TaskTableView &table;
        SelectionBar &selectionBar;
        TaskDetailPane &detailPane;
        MessageBar &messageBar;
    };

    /// All of them must outlive this.
    NotesPresenter(const TaskStore &store, SyncTaskTableModel &model, const Widgets &widgets,
                   QObject *parent = nullptr);
    ~NotesPresenter() override;

    /// Notes are written there from now on. Where that is another place than before, what was not
    /// answered is answered with an error.
    void connectTo(const DatabaseAddress &address);
    /// All that the team notes, and what of it the user may do.
    void show(const TeamNotes &notes);
    /// The task in the pane; empty: none.
    void showCurrent(std::optional<TaskRow> row);
    /// Of that task, or how times are told, something changed; also another language.
    void update();

    /// Writes a note of another part of the window; \p answer is called with what went wrong, or
    /// with nothing.
    void add(const TeamNote &note, const std::function<void(const QString &problem)> &answer);
    void withdraw(const QStringList &ids);

    /// As whom the user notes something.
    void setName(const QString &name) { m_name = name; }
    [[nodiscard]] const QString &name() const { return m_name; }

Q_SIGNALS:
    /// Other tasks are acknowledged than before.
    void changed();
    /// name() is another one.
    void nameChosen();
    /// All that is noted.
    void told(const TeamNotes &notes);

private:
    void offer();
    [[nodiscard]] bool hasSelectedFailure() const;
    [[nodiscard]] bool hasFailed(TaskRow row) const;
    void acknowledgeSelected();
    void acknowledgeCurrent();
    void ask(const std::vector<TaskRow> &rows);
    void write(const QString &name, const QString &reason);
    void takeName(const QString &name);
    using Start = std::function<PendingCall(TeamNoteWriter::Handler handler)>;
    void await(const Start &start, TeamNoteWriter::Handler answer);
    void report(quint64 number, const std::optional<ApiError> &error);
    [[nodiscard]] std::vector<TaskRow> selectedFailures() const;
    [[nodiscard]] std::vector<TeamNote> notesOf(const QString &name, const QString &reason) const;

    const TaskStore &m_store;
    SyncTaskTableModel &m_model;
    Widgets m_widgets;
    TeamNotes::Access m_access = TeamNotes::Access::None;
    DatabaseAddress m_address;
    std::unique_ptr<TeamNoteWriter> m_writer; // null: there is no team
    QString m_name;
    std::optional<TaskRow> m_current;

    QPointer<AcknowledgeDialog> m_dialog;
    std::vector<TeamNote> m_asked;   // of the dialog: the tasks alone
    std::vector<TeamNote> m_attempt; // that was written, or not

    /// What is being written.
    struct Waiting {
        PendingCall call{};
        TeamNoteWriter::Handler answer{};
    };
    std::map<quint64, Waiting> m_waiting; // by number
    quint64 m_lastNumber = 0;
};
