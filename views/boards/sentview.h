#pragma once

#include "boardview.h"

class ElidedLabel;
class QPushButton;
class SentTableModel;

/// The page of what was sent: a row for each request that was to change a registry.
class SentView final : public BoardView {
    Q_OBJECT

public:
    explicit SentView(QWidget *parent = nullptr);

    /// \p model may go before the view does.
    void setModel(SentTableModel &model);

Q_SIGNALS:
    void exportRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showActions();
    void retranslate();

    ElidedLabel *m_scope = nullptr;
    QPushButton *m_export = nullptr;
    SentTableModel *m_model = nullptr;
};
