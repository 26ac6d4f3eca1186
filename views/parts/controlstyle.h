#pragma once

#include "theme.h"

#include <QProxyStyle>

/// Fusion, but for what a style sheet cannot draw without pictures: check boxes, spin boxes and
/// combo boxes look like the fields and buttons beside them, light and dark.
class ControlStyle final : public QProxyStyle {
    Q_OBJECT

public:
    explicit ControlStyle(const Looks &looks = {}, bool isAnimated = true);

    /// Those of \p style where it is one of these, also below a style sheet; else the usual ones.
    [[nodiscard]] static Looks looksOf(const QStyle &style);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                       SubControl part, const QWidget *widget) const override;
    /// Buttons of dialogs have words alone: the style's own pictures do not fit the theme. Where
    /// there shall be little motion, nothing is animated.
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returned) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option,
                                  const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option,
                                         const QSize &size, const QWidget *widget) const override;

private:
    Looks m_looks{};
    bool m_isAnimated = true;
};
