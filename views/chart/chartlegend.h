#pragma once

#include "timelinetext.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

/// What the colours and lines of a chart mean; a status can be clicked. Goes on in a second line
/// where the first is full. What has no room even so is left out, the least urgent first: Failed
/// never, and Done after all others.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void showKind(ChartKind kind);
    /// Which of the rare statuses some task has: the others are not named.
    void showRare(const std::vector<SyncTaskStatus> &statuses);
    /// Others are painted faint; empty: all are wanted.
    void showWanted(const std::vector<SyncTaskStatus> &statuses);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void statusClicked(SyncTaskStatus status);

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Mark { Square, Line, DottedLine, Dot };
    struct Entry {
        Mark mark = Mark::Square;
        QColor color{};
        QString text{};
        std::optional<SyncTaskStatus> status{};
    };

    [[nodiscard]] std::vector<Entry> entries() const;
    [[nodiscard]] std::vector<Entry> statusEntries() const;
    [[nodiscard]] std::optional<SyncTaskStatus> statusAt(const QPoint &position) const;
    [[nodiscard]] bool isWanted(const Entry &entry) const;
    [[nodiscard]] int entryWidth(const Entry &entry) const;
    struct PlacedEntry {
        Entry entry{};
        QRect rect{};
    };
    /// Where the entries stand within \p width; the last line ends at the lowest rectangle.
    [[nodiscard]] std::vector<PlacedEntry> placed(int width) const;
    [[nodiscard]] std::vector<PlacedEntry> inLines(const std::vector<Entry> &entries,
                                                   int width) const;
    [[nodiscard]] std::vector<PlacedEntry> inTheMiddle(std::vector<PlacedEntry> lines) const;
    void fitHeight();
    static void paintMark(QPainter &painter, const Entry &entry, const QRectF &area);

    ChartKind m_kind = ChartKind::Status;
    std::vector<SyncTaskStatus> m_rare{};
    std::vector<SyncTaskStatus> m_wanted{};
    std::optional<SyncTaskStatus> m_pressed{};
};
