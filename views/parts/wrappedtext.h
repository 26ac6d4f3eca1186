#pragma once

#include <QTextEdit>

#include <optional>
#include <utility>

/// Text that breaks anywhere rather than being cut, so that a name of 200 characters can be read,
/// selected and copied whole. Ids are in the fixed font, and in a sentence not broken where they
/// have room on a line of their own. As high as its text.
class WrappedText final : public QTextEdit {
    Q_OBJECT

public:
    explicit WrappedText(QWidget *parent = nullptr);

    /// Leaves a selection alone while the text is the same.
    void showText(const QString &text);
    void setSecondary(bool secondary);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void followTheme();

    bool m_secondary = false;
    /// A width and the height for it, for which layouts ask again and again.
    mutable std::optional<std::pair<int, int>> m_heightOf;
};
