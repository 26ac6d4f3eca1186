#pragma once

#include "instancestatusmodel.h"
#include "timedisplay.h"

#include <QFrame>

class BoardTable;
class QLabel;
class QPushButton;
class WrappedText;

/// The list of instances that the foot opens: how each is read, the worst first, and of the current
/// one what happened, with code and request id to copy and Retry. Closes by Escape or a click
/// beside it; the window goes on meanwhile.
class InstanceStatusPanel final : public QFrame {
    Q_OBJECT

public:
    explicit InstanceStatusPanel(QWidget *parent = nullptr);
    ~InstanceStatusPanel() override;

    void showStatuses(const std::vector<ListStatus> &statuses, const TimeContext &now);
    /// Above \p foot, as wide as needed, and with the keyboard in it.
    void openOver(const QWidget &foot);

Q_SIGNALS:
    /// Without an id: of what is no instance, so that everything is asked again.
    void retryRequested(const InstanceRef &instance);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void retranslate();
    void showCurrent();
    void showSummary();
    void copy() const;
    void retryCurrent();
    [[nodiscard]] const ListStatus *current() const;

    InstanceStatusModel m_model;
    BoardTable *m_table = nullptr;
    QLabel *m_title = nullptr;
    WrappedText *m_happened = nullptr;
    WrappedText *m_whatToDo = nullptr;
    WrappedText *m_technical = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_retryAll = nullptr;
};
