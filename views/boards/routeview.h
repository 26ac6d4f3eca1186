#pragma once

#include "boardview.h"

class ElidedLabel;
class RouteTableModel;

/// The page of routes: a row for each pair of regions between which images are copied.
class RouteView final : public BoardView {
    Q_OBJECT

public:
    explicit RouteView(QWidget *parent = nullptr);

    /// \p model may go before the view does.
    void setModel(RouteTableModel &model);

Q_SIGNALS:
    void muteRequested(int row); ///< of its notifications
    void unmuteRequested(int row);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showMenu(const QPoint &globalPosition);
    void showRoutes();
    void retranslate();

    ElidedLabel *m_scope = nullptr;
    RouteTableModel *m_model = nullptr;
};
