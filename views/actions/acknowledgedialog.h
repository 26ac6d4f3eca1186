#pragma once

#include "dialogframe.h"

class QLabel;
class QLineEdit;

/// Asks who looks after failed tasks, and what to tell the others. It stays open, with what was
/// typed, until that is written.
class AcknowledgeDialog final : public DialogFrame {
    Q_OBJECT

public:
    /// \p tasks: how many of the selected ones failed. \p name: who it was the last time.
    AcknowledgeDialog(int tasks, const QString &name, QWidget *parent = nullptr);
    ~AcknowledgeDialog() override;

    /// It is being written.
    void showWriting();
    /// It was not written; \p problem says why.
    void showProblem(const QString &problem);

Q_SIGNALS:
    /// The others are to be told.
    void confirmed(const QString &name, const QString &reason);

private:
    void accept() override;
    void retranslate() override;
    /// Whether it can be written.
    bool check();
    [[nodiscard]] QString nameTyped() const;
    [[nodiscard]] QString reasonTyped() const;

    int m_tasks = 0;
    bool m_isWriting = false;
    QLabel *m_what = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_reasonLabel = nullptr;
    QLineEdit *m_reason = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_hint = nullptr;
};
