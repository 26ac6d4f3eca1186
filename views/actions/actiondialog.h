#pragma once

#include "actionplan.h"

#include <QDialog>

class ActionTableModel;
class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

/// Says exactly what is going to be sent, and for which tasks nothing is; sends nothing itself.
/// Then shows what becomes of each line.
class ActionDialog final : public QDialog {
    Q_OBJECT

public:
    /// \p model must outlive the dialog.
    ActionDialog(ActionKind kind, ActionTableModel &model, QWidget *parent = nullptr);
    ~ActionDialog() override;

    [[nodiscard]] RetryChoices choices() const;
    /// The model has another plan.
    void showPlan();
    void showProgress(qsizetype settled, qsizetype total);
    void showFinished();
    /// More is known of what became of what was accepted.
    void showFollowed();

Q_SIGNALS:
    void choicesChanged();
    void sendRequested();
    void stopRequested();
    void exportRequested();

protected:
    void changeEvent(QEvent *event) override;
    void reject() override;

private:
    enum class Phase { Preview, Running, Finished };

    void layOut();
    void connectParts();
    void setPhase(Phase phase);
    void arrangeColumns();
    void retranslate();
    [[nodiscard]] QString summary() const;

    ActionKind m_kind;
    ActionTableModel &m_model;
    Phase m_phase = Phase::Preview;
    QLabel *m_title = nullptr;
    QLabel *m_summary = nullptr;
    QTableView *m_table = nullptr;
    QCheckBox *m_overwrite = nullptr;
    QCheckBox *m_includeFailing = nullptr;
    QLabel *m_accountLabel = nullptr;
    QLineEdit *m_account = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_send = nullptr;
};
