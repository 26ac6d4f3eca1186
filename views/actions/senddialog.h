#pragma once

#include "dialogframe.h"

class QLabel;

/// Says exactly what is going to be sent; sends nothing itself. Then shows what becomes of it.
/// While something is sent, leaving means stopping: what was sent is followed to its end.
class SendDialog : public DialogFrame {
    Q_OBJECT

Q_SIGNALS:
    void sendRequested();
    void stopRequested();

protected:
    enum class Phase { Preview, Running, Finished };

    /// \p name begins the names of the dialog, its title and its summary.
    SendDialog(const QString &name, QWidget *parent);

    /// \p name ends the names of the buttons. \p leaving: what is on the one that leaves before
    /// anything is sent.
    QDialogButtonBox *makeSendButtons(const QString &name,
                                      QDialogButtonBox::StandardButton leaving);
    [[nodiscard]] QLabel &titleLabel() const { return *m_title; }
    [[nodiscard]] QLabel &summaryLabel() const { return *m_summary; }
    /// What Enter presses.
    [[nodiscard]] QPushButton &usualButton() const;

    [[nodiscard]] Phase phase() const { return m_phase; }
    void setPhase(Phase phase);
    /// Shows the parts that the phase has.
    virtual void showParts() {}
    /// Whether Enter sends what was read.
    [[nodiscard]] virtual bool isSendingUsual() const { return true; }
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString summary() const = 0;

    void retranslate() override;
    void accept() override;
    void reject() override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showButtons();
    [[nodiscard]] QPushButton *leavingButton() const;

    Phase m_phase = Phase::Preview;
    QLabel *m_title = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_leave = nullptr; ///< before anything is sent
    QPushButton *m_stop = nullptr;
    QPushButton *m_close = nullptr; ///< after that; may be the same as the first
};
