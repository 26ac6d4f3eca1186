#pragma once

#include "boardtable.h"

/// The rows of the page of routes.
class RouteTable final : public BoardTable {
    Q_OBJECT

public:
    static constexpr int leastRouteWidth = 184; ///< two long names of places

    explicit RouteTable(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};
