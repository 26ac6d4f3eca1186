#pragma once

#include "dialogframe.h"

class QPlainTextEdit;
class QPushButton;

/// The registry's reply about a task as it came, to be read and copied; not modal, so that it can
/// stand beside the window, or beside the reply about another task.
class ReplyDialog final : public DialogFrame {
    Q_OBJECT

public:
    /// \p json: see rawReplyText(), which leaves secrets out.
    ReplyDialog(const QString &taskId, const QString &json, QWidget *parent = nullptr);

protected:
    void retranslate() override;

private:
    QString m_taskId;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_close = nullptr;
};
