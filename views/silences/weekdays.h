#pragma once

#include <QWidget>

#include <array>

class QCheckBox;

/// Days of the week in one line, each to be checked.
class WeekDays final : public QWidget {
    Q_OBJECT

public:
    explicit WeekDays(QWidget *parent = nullptr);

    /// Monday first.
    void showDays(const std::array<bool, 7> &days);
    [[nodiscard]] std::array<bool, 7> days() const;
    void retranslate();

private:
    std::array<QCheckBox *, 7> m_boxes{};
};
