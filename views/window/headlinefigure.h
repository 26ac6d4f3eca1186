#pragma once

#include <QAbstractButton>
#include <QColor>

/// A number over a caption. Where a click leads somewhere it can be clicked and focused, else it
/// is only read.
class HeadlineFigure final : public QAbstractButton {
    Q_OBJECT

public:
    enum class Kind { Readable, Clickable };

    HeadlineFigure(const QString &objectName, Kind kind, QWidget *parent);

    void showFigure(const QString &number, const QString &caption);
    void setAlarming(bool alarming); ///< in the colour of failures
    [[nodiscard]] QString caption() const { return m_caption; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont numberFont() const;
    [[nodiscard]] QFont captionFont() const;

    QString m_caption;
    bool m_alarming = false;
};
