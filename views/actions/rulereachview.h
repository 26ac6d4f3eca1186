#pragma once

#include "rulereach.h"
#include "rulewarning.h"

#include <QWidget>

class QLabel;
class QListWidget;

/// What a rule would copy of what is known, and what speaks against it.
class RuleReachView final : public QWidget {
    Q_OBJECT

public:
    explicit RuleReachView(QWidget *parent = nullptr);

    /// Nothing can be said: the filters, or where it copies from, are not written yet.
    void showNothing();
    void showCounting();
    /// \p instanceName: what the source is called.
    void showReach(const RuleReach &reach, const RuleDraft &draft, const QString &instanceName);
    void showWarnings(const std::vector<RuleWarning> &warnings);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class State { Nothing, Counting, Counted };

    void show();
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString countedHeadline() const;
    [[nodiscard]] QString note() const;

    State m_state = State::Nothing;
    RuleReach m_reach{};
    RuleDraft m_draft{};
    QString m_instanceName{};
    std::vector<RuleWarning> m_warnings{};
    QLabel *m_title = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_note = nullptr;
    QListWidget *m_images = nullptr;
    QLabel *m_warningText = nullptr;
};
