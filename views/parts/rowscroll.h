#pragma once

#include <QObject>

class QTableView;

/// Makes a table scroll by whole rows, so that the first one in sight is never cut. (Qt's own
/// ScrollPerItem asks the header where a row lies, which counts through all rows after each
/// insertion.) All rows must have one height, and the view scrolls per pixel.
class RowScroll final : public QObject {
    Q_OBJECT

public:
    /// \p view must outlive it.
    RowScroll(QTableView &view, int rowHeight);

    /// The first row in sight stays the first one.
    void setRowHeight(int rowHeight);
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    /// The smallest multiple of the row's height that is not less than \p pixels.
    [[nodiscard]] int aligned(int pixels) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void alignRange();
    void alignValue(int value);

    QTableView &m_view;
    int m_rowHeight = 1;
    double m_wheelRows = 0; ///< turned, and not yet a whole row
};
