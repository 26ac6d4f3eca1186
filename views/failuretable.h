#pragma once

#include <QTableView>

class FailureDelegate;

/// The rows of the board of failures. A row is chosen by click or Enter, left out by Ctrl+click or
/// Ctrl+Enter. Where it is narrow, columns that say less go.
class FailureTable final : public QTableView {
    Q_OBJECT

public:
    explicit FailureTable(QWidget *parent = nullptr);
    ~FailureTable() override;

    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void chosen(int row, bool exclude);
    void backRequested(); ///< Backspace

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void fitColumns();
    void ensureCurrent();
    void setHoveredRow(int row);
    void retranslate();

    FailureDelegate *m_delegate = nullptr;
    QPersistentModelIndex m_pressed{};
};
