#pragma once

#include <QPushButton>

/// A sign drawn by us: fonts differ in which of these they have, and where they sit.
enum class Glyph { None, Refresh, Menu, Close, SideBar, Copy };

/// A button with a drawn sign, a word, a second word that matters less, and an arrow when it
/// opens a menu. The frame is the style's.
class GlyphButton final : public QPushButton {
    Q_OBJECT

public:
    explicit GlyphButton(Glyph glyph, QWidget *parent = nullptr);

    void setSecondaryText(const QString &text);
    [[nodiscard]] QString secondaryText() const { return m_secondaryText; }
    /// Drawn as at work; still clickable.
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const { return m_busy; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QSize sizeFor(int contentWidth) const;
    [[nodiscard]] int fixedPartsWidth() const;

    Glyph m_glyph = Glyph::None;
    QString m_secondaryText{};
    bool m_busy = false;
};
