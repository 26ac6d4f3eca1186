#pragma once

#include "actionrunner.h"
#include "rulefacts.h"

#include <QDialog>

class QLabel;
class QPushButton;

/// Says exactly what is going to be sent, or what stops; sends nothing itself. Then shows what has
/// become of it.
class RuleChangeDialog final : public QDialog {
    Q_OBJECT

public:
    RuleChangeDialog(const RuleChange &change, const std::vector<RuleFact> &facts,
                     QWidget *parent = nullptr);
    ~RuleChangeDialog() override;

    void showOutcome(const ActionOutcome &outcome);

Q_SIGNALS:
    void sendRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    void reject() override;

private:
    enum class Phase { Preview, Running, Finished };

    [[nodiscard]] QWidget *makeFacts(const std::vector<RuleFact> &facts);
    void layOut(const std::vector<RuleFact> &facts);
    void setPhase(Phase phase);
    void retranslate();
    [[nodiscard]] bool isRemoval() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString summary() const;

    RuleChange m_change;
    Phase m_phase = Phase::Preview;
    ActionOutcome m_outcome{};
    QLabel *m_title = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_send = nullptr;
};
