#pragma once

#include "synctaskdetail.h"

#include <QWidget>

#include <vector>

/// How many layers are copied, and how much of their bytes, as far as sizes are known.
struct LayerTotals {
    int copied = 0;
    int layers = 0;
    qint64 syncedBytes = 0;
    qint64 totalBytes = 0;
    bool sizesKnown = true;

    friend bool operator==(const LayerTotals &, const LayerTotals &) = default;
};

LayerTotals totalsOf(const std::vector<LayerTask> &layers);

/// The layers of a task, one row each: short digest, bar, size. Painted, because an image may
/// have a hundred; one of them is current, by arrow keys or a click, and can be copied.
class LayerList final : public QWidget {
    Q_OBJECT

public:
    static constexpr int rowHeight = 22;

    explicit LayerList(QWidget *parent = nullptr);

    void showLayers(const std::vector<LayerTask> &layers);
    [[nodiscard]] int currentRow() const { return m_current; }
    /// A row in words, for a screen reader, the tool tip and the clipboard.
    [[nodiscard]] QString rowText(int row) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int rowAt(const QPoint &position) const;
    void setCurrent(int row);
    void copyDigest() const;
    void describe();
    void paintRow(QPainter &painter, int row) const;

    std::vector<LayerTask> m_layers{};
    int m_current = -1;
};
