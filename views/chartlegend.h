#pragma once

#include "timelinetext.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

/// What the colours and lines of a chart mean. Leaves out from the end what has no room.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);
    ~ChartLegend() override;

    void showKind(ChartKind kind);
    void showUnknown(bool shown); ///< only named where some task has a status nobody knows
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Mark { Square, Line, DottedLine, Dot };
    struct Entry {
        Mark mark = Mark::Square;
        QColor color{};
        QString text{};
    };

    [[nodiscard]] std::vector<Entry> entries() const;
    [[nodiscard]] std::vector<Entry> statusEntries() const;
    [[nodiscard]] int entryWidth(const Entry &entry) const;
    static void paintMark(QPainter &painter, const Entry &entry, const QRectF &place);

    ChartKind m_kind = ChartKind::Status;
    bool m_showsUnknown = false;
};
