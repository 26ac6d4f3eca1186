#pragma once

#include "actionplan.h"
#include "senddialog.h"

#include <QStringList>

#include <optional>

class ActionTableModel;
class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

/// Says also for which tasks nothing is sent, and shows what becomes of each line.
class ActionDialog final : public SendDialog {
    Q_OBJECT

public:
    /// \p model must outlive the dialog.
    ActionDialog(ActionKind kind, ActionTableModel &model, QWidget *parent = nullptr);

    [[nodiscard]] RetryChoices choices() const;
    /// What is known of the destinations, a line each; none where nothing is asked. \p leftOut: of
    /// how many nothing is known, a sentence; empty: of none.
    void showDestinations(const QStringList &lines, const QString &leftOut = {});
    /// Of which tasks these are, where those are not all that may match; empty: they are.
    void showScope(const QString &scope);
    /// The model has another plan.
    void showPlan();
    void showProgress(qsizetype settled, qsizetype total);
    void showFinished();
    /// More is known of what became of what was accepted.
    void showFollowed();

Q_SIGNALS:
    void choicesChanged();
    void changesWanted(); ///< they are not allowed for a line of the plan
    void exportRequested();

private:
    void layOut();
    void connectParts();
    void arrangeColumns();
    void showFollowedColumn();
    void colorWarnings();
    [[nodiscard]] bool isReadOnly() const;
    void showParts() override;
    void retranslate() override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isSendingUsual() const override { return m_isSendingUsual; }
    [[nodiscard]] QStringList planned() const;
    [[nodiscard]] QStringList outcomes() const;

    ActionKind m_kind;
    bool m_isSendingUsual = true; ///< Enter sends
    ActionTableModel &m_model;
    std::optional<Phase> m_arranged; // for which the columns are
    QTableView *m_table = nullptr;
    QLabel *m_scope = nullptr; ///< like the next but one a warning
    QLabel *m_destinations = nullptr;
    QLabel *m_leftOut = nullptr;
    QCheckBox *m_overwrite = nullptr;
    QCheckBox *m_includeFailing = nullptr;
    QLabel *m_accountLabel = nullptr;
    QLineEdit *m_account = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_allow = nullptr;
};
