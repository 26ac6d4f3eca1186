#pragma once

#include <QLineEdit>
#include <QTimer>

class GlyphButton;

/// The text filter: waits for a pause in typing, Enter asks at once, Escape clears.
class FilterField final : public QLineEdit {
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);
    ~FilterField() override;

    /// Announces nothing, and leaves what is being typed.
    void showFilter(const QString &text);

Q_SIGNALS:
    void filterChanged(const QString &text);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void announce();
    void retranslate();

    GlyphButton *m_clear = nullptr;
    QTimer m_pause{};
    QString m_announced{};
};
