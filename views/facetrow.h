#pragma once

#include "synctask.h"

#include <QAbstractButton>

#include <optional>

/// A line of the side bar that can be chosen: shape, word, count, and a thin bar that tells the
/// count's share of the largest in its section.
class FacetRow final : public QAbstractButton {
    Q_OBJECT

public:
    explicit FacetRow(std::optional<SyncTaskStatus> status, QWidget *parent = nullptr);
    ~FacetRow() override;

    void showCount(int count, int largest);
    [[nodiscard]] int count() const { return m_count; }
    void retranslate(const QString &name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintGround(QPainter &painter) const;
    void paintBar(QPainter &painter) const;

    std::optional<SyncTaskStatus> m_status{};
    int m_count = 0;
    int m_largest = 0;
};
