#pragma once

#include "synctask.h"

#include <QAbstractButton>

#include <optional>

/// A line of the side bar that can be chosen, or excluded (with Ctrl): shape, word, count, and a
/// thin bar that tells the count's share of the largest in its section. What it shows as chosen is
/// told to it: a click only asks.
class FacetRow final : public QAbstractButton {
    Q_OBJECT

public:
    explicit FacetRow(std::optional<SyncTaskStatus> status, QWidget *parent = nullptr);

    enum class Choice { None, Wanted, Excluded };

    void showChoice(Choice choice);
    [[nodiscard]] bool isExcluded() const { return m_excluded; }
    void setStatus(std::optional<SyncTaskStatus> status);
    void showCount(std::optional<int> count, int largest);
    [[nodiscard]] int count() const { return m_count.value_or(0); }
    /// \p note stands behind the name, to be seen; \p tip is for who points at the line.
    void retranslate(const QString &name, const QString &note = {}, const QString &tip = {});

    /// A sign before the note says that its notifications are silenced.
    void setMuted(bool isMuted);
    /// What stands for a missing name is in the fixed font.
    void setShownById(bool isId);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(bool exclude);

protected:
    void nextCheckState() override {} // the query decides
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void describe();
    [[nodiscard]] QString countText() const;
    void paintGround(QPainter &painter) const;
    void paintBar(QPainter &painter) const;

    std::optional<SyncTaskStatus> m_status{};
    std::optional<int> m_count = 0;
    int m_largest = 0;
    QString m_note{};
    bool m_excluded = false;
    bool m_isId = false;
    bool m_isMuted = false;
    bool m_withControl = false; ///< the click that is being handled
};
