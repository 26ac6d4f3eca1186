#pragma once

#include "synctask.h"

#include <QWidget>

/// The shape of a status on a widget of its own.
class StatusMark final : public QWidget {
    Q_OBJECT

public:
    explicit StatusMark(int size, QWidget *parent = nullptr);
    ~StatusMark() override;

    void showStatus(SyncTaskStatus status);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SyncTaskStatus m_status = SyncTaskStatus::Unknown;
};
