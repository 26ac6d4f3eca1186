#include "controlstyle.h"

#include "theme.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr auto looksMetric =
    static_cast<QStyle::PixelMetric>(static_cast<unsigned>(QStyle::PM_CustomBase) + 1);
constexpr int textSizeCount = 3;
constexpr int fieldHeight = 28; // as that of a line to type in
constexpr int comboIndent = 5;  // for its text to stand under that of a line to type in
constexpr qreal fieldRadius = 6;
constexpr qreal boxRadius = 3;

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return (option.state & flag) != 0;
}

/// On the pixels: a line of one is drawn in their middle.
void drawBox(QPainter &painter, const QRect &rect, qreal radius, const QColor &fill,
             const QColor &line)
{
    painter.setPen(line);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void drawField(QPainter &painter, const QStyleOption &option)
{
    const ThemeColors &colors = themeColors(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    drawBox(painter, option.rect, fieldRadius, isEnabled ? colors.panel : colors.window,
            has(option, QStyle::State_HasFocus) ? colors.accent : colors.control);
}

/// A chevron in the middle of \p box.
void drawArrow(QPainter &painter, const QRect &box, bool pointsUp, const QStyleOption &option)
{
    const ThemeColors &colors = themeColors(option.palette);
    QColor color = colors.secondaryText;
    if (!has(option, QStyle::State_Enabled))
        color.setAlphaF(0.5F);
    const QPointF middle = QRectF(box).center();
    const qreal tip = pointsUp ? -1.5 : 1.5;
    const std::array points = {middle + QPointF(-3, -tip), middle + QPointF(0, tip),
                               middle + QPointF(3, -tip)};
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points.data(), static_cast<int>(points.size()));
}

void drawCheckBox(QPainter &painter, const QStyleOption &option)
{
    const ThemeColors &colors = themeColors(option.palette);
    const bool isChecked = has(option, QStyle::State_On);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isMarked =
        has(option, QStyle::State_HasFocus) || has(option, QStyle::State_MouseOver);
    painter.setOpacity(isEnabled ? 1.0 : 0.5);
    // Without the contrast of a text, an empty box on a dark ground is not seen.
    drawBox(painter, option.rect, boxRadius, isChecked ? colors.accent : colors.panel,
            isChecked || isMarked ? colors.accent : colors.secondaryText);
    if (!isChecked)
        return;
    const QRectF box(option.rect);
    const std::array points = {box.topLeft() + QPointF(box.width() * 0.26, box.height() * 0.53),
                               box.topLeft() + QPointF(box.width() * 0.44, box.height() * 0.70),
                               box.topLeft() + QPointF(box.width() * 0.75, box.height() * 0.32)};
    painter.setPen(QPen(colors.accentText, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points.data(), static_cast<int>(points.size()));
}

} // namespace

ControlStyle::ControlStyle(const Looks &looks, bool isAnimated)
    : QProxyStyle(u"Fusion"_s), m_looks(looks), m_isAnimated(isAnimated)
{
}

/// A style sheet hides the style below it, but asks that for a metric which it does not know.
Looks ControlStyle::looksOf(const QStyle &style)
{
    const int number = style.pixelMetric(looksMetric) - 1;
    if (number < 0) // of another style
        return {};
    return {.density = static_cast<RowDensity>(number / textSizeCount),
            .textSize = static_cast<TextSize>(number % textSizeCount)};
}

int ControlStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    if (metric != looksMetric)
        return QProxyStyle::pixelMetric(metric, option, widget);
    return static_cast<int>(m_looks.density) * textSizeCount + static_cast<int>(m_looks.textSize) +
           1;
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    if (element != PE_IndicatorCheckBox)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawCheckBox(*painter, *option);
    painter->restore();
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control != CC_SpinBox && control != CC_ComboBox)
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto part = [&](SubControl subControl) {
        return proxy()->subControlRect(control, option, subControl, widget);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawField(*painter, *option);
    if (control == CC_SpinBox) {
        drawArrow(*painter, part(SC_SpinBoxUp), true, *option);
        drawArrow(*painter, part(SC_SpinBoxDown), false, *option);
    } else {
        drawArrow(*painter, part(SC_ComboBoxArrow), false, *option);
    }
    painter->restore();
}

QRect ControlStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl part, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if (control != CC_ComboBox || part != SC_ComboBoxEditField)
        return rect;
    const int indent = comboIndent;
    return option->direction == Qt::LeftToRight ? rect.adjusted(indent, 0, 0, 0)
                                                : rect.adjusted(0, 0, -indent, 0);
}

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returned) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (hint == SH_Widget_Animation_Duration && !m_isAnimated)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

QSize ControlStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &size, const QWidget *widget) const
{
    const QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type != CT_SpinBox && type != CT_ComboBox)
        return wanted;
    const int indent = type == CT_ComboBox ? comboIndent : 0;
    return {wanted.width() + indent, std::max(wanted.height(), fieldHeight)};
}
