#pragma once

#include <QAbstractButton>

/// The word of the headline. Where it is bad news it is a button that leads to the reason; else it
/// is only read, and neither pointer nor keyboard stop at it.
class HeadlineWord final : public QAbstractButton {
    Q_OBJECT

public:
    explicit HeadlineWord(QWidget *parent);

    /// Left and right of the word, for the ring around it.
    static constexpr int inset = 4;

    void setLeading(bool isLeading); ///< somewhere
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};
