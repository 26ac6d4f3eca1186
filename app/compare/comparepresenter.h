#pragma once

#include "actionplan.h"
#include "clock.h"
#include "comparisonreader.h"
#include "comparisontablemodel.h"
#include "taskstore.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class ActionPresenter;
class CompareDialog;
class QAction;
class RegistryDirectory;
class RuleView;
class SentPresenter;
class TaskDetailPane;
class TaskTableView;
class WatchedAccounts;
struct ComparisonNames;
struct ComparisonCounts;
struct ComparisonStatus;

/// Compares the tags of a rule or of a task's repository at both ends, one comparison at a time,
/// and gives what is missing to the preview of actions. The first requests of a comparison go at
/// once, as many as the account makes in a minute at rest; each further one waits for its turn in
/// the account's budget, see RestBudget. What is sent or copied meanwhile is followed, and not
/// offered again.
class ComparePresenter final : public QObject {
    Q_OBJECT

public:
    /// The parts that offer it.
    struct Widgets {
        QAction &compare; ///< for what is current
        RuleView &rules;
        TaskTableView &table;
        TaskDetailPane &detailPane;
        /// Whether the page of rules is in sight: then the action is for the current rule.
        std::function<bool()> isRulePageOpen{};
        /// Every task that the registry lists is loaded.
        std::function<bool()> knowsAllTasks{};
    };

    ComparePresenter(const TaskStore &store, Clock &clock, ActionPresenter &actions,
                     const SentPresenter &sent, const Widgets &widgets, QObject *parent = nullptr);
    ~ComparePresenter() override;

    /// \p directory must stay valid until the next call; a comparison of before ends.
    void connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                   const RegistryDirectory &directory);
    /// The task in the pane; empty: none.
    void showCurrent(std::optional<TaskRow> row);
    /// What is current, or the page, may have changed.
    void update();
    /// More is known of tasks, or of what was sent.
    void noteNews();
    void setTimes(const TimeDisplay &times) { m_table.setTimes(times); }
    void retranslate();

    void compareRule(const SyncRule &rule);
    void compareRepository(const ImageRef &from, const ImageRef &to, bool isCrossUser);

private:
    void connectParts();
    void compareCurrent();
    void compareCurrentRule();
    void compareTask(TaskRow row);
    void open(const ComparisonScope &scope);
    void start();
    void forget();
    void show();
    void showTags();
    void copyMissing();
    [[nodiscard]] std::vector<PairCopies> copiesOf(std::span<const RepositoryPair> pairs) const;
    [[nodiscard]] PendingCall pace(const QString &account, std::function<void()> then);
    [[nodiscard]] std::optional<InstanceRef> listed(const QString &instanceId) const;
    [[nodiscard]] ComparisonNames names() const;
    [[nodiscard]] ComparisonStatus status() const;
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] QString waitText() const;
    [[nodiscard]] QString nothingText(const ComparisonCounts &counts) const;

    const TaskStore &m_store;
    Clock &m_clock;
    ActionPresenter &m_actions;
    const SentPresenter &m_sent;
    const Widgets m_widgets;
    std::shared_ptr<WatchedAccounts> m_accounts; // null: nothing can be asked
    const RegistryDirectory *m_directory = nullptr;
    std::optional<TaskRow> m_current;

    ComparisonTableModel m_table;
    QPointer<CompareDialog> m_dialog;
    std::unique_ptr<ComparisonReader> m_reader;
    ComparisonScope m_scope;
    int m_atOnce = 0;               // requests that may go without waiting
    int m_shownDone = 0;            // repositories in the table
    PendingCall m_nextLook;         // at what is known of copies
    PendingCall m_nextSecond;       // of a wait that is shown
    std::vector<TagCopy> m_missing; // of these
};
