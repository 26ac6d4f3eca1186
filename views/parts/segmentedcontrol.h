#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;

/// A few words beside each other of which one holds. The arrow keys go from one to the next, Tab
/// past all of them.
class SegmentedControl final : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget *parent = nullptr);

    /// The first one holds until another is chosen.
    void addSegment(const QString &objectName);
    void setSegmentText(int segment, const QString &text, const QString &toolTip = {});
    [[nodiscard]] int count() const;
    [[nodiscard]] int current() const;
    void setCurrent(int segment); ///< announces nothing

Q_SIGNALS:
    void chosen(int segment);

private:
    QHBoxLayout *m_row = nullptr;
    QButtonGroup *m_group = nullptr;
};
