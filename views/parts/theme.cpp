#include "theme.h"

#include "controlstyle.h"
#include "stylesheet.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFont>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QToolTip>
#include <QWidget>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace {

using namespace Qt::StringLiterals;

class ThemeWords final {
    Q_DECLARE_TR_FUNCTIONS(ThemeWords)
};

/// What one status looks like. Bars and shapes keep the bright colour, words get a darker (or
/// lighter) one of the same hue that can be read on panel, window and selection.
struct StatusColors {
    QColor fill{};
    QColor text{};
};

struct ThemeSet {
    ThemeColors colors{};
    std::array<StatusColors, shownStatuses.size()> statuses{}; ///< indexed by the enum's value
};

const ThemeSet &lightSet()
{
    static const ThemeSet set{
        .colors = {.window = QColor(0xF4, 0xF5, 0xF7),
                   .panel = QColor(0xFF, 0xFF, 0xFF),
                   .line = QColor(0xE1, 0xE4, 0xE9),
                   .control = QColor(0x80, 0x87, 0x92),
                   .text = QColor(0x1B, 0x1F, 0x26),
                   .secondaryText = QColor(0x62, 0x6B, 0x7A),
                   .accent = QColor(0x24, 0x59, 0xC9),
                   .accentText = QColor(0xFF, 0xFF, 0xFF),
                   .selection = QColor(0xE7, 0xEE, 0xFC),
                   .hover = QColor(0xF6, 0xF7, 0xF9),
                   .adviceFill = QColor(0xFF, 0xF4, 0xE5),
                   .differenceFill = QColor(0xFA, 0xEA, 0xC7),
                   .track = QColor(0xEE, 0xF0, 0xF4),
                   .dark = false},
        .statuses = {{
            {.fill = QColor(0x83, 0x88, 0x90), .text = QColor(0x65, 0x6C, 0x76)}, // Unknown
            {.fill = QColor(0xB5, 0x7D, 0x00), .text = QColor(0x90, 0x62, 0x00)}, // Pending
            {.fill = QColor(0x00, 0x72, 0xB2), .text = QColor(0x00, 0x67, 0xA3)}, // Synchronizing
            {.fill = QColor(0x00, 0x9A, 0x70), .text = QColor(0x00, 0x7A, 0x59)}, // Success
            {.fill = QColor(0xD5, 0x5E, 0x00), .text = QColor(0xB7, 0x48, 0x00)}, // Error
            {.fill = QColor(0x83, 0x88, 0x90), .text = QColor(0x65, 0x6C, 0x76)}, // Canceled
            {.fill = QColor(0x83, 0x88, 0x90), .text = QColor(0x65, 0x6C, 0x76)}, // Deleted
        }},
    };
    return set;
}

const ThemeSet &darkSet()
{
    static const ThemeSet set{
        .colors = {.window = QColor(0x13, 0x16, 0x1B),
                   .panel = QColor(0x1A, 0x1E, 0x25),
                   .line = QColor(0x2A, 0x30, 0x3A),
                   .control = QColor(0x76, 0x80, 0x8F),
                   .text = QColor(0xE5, 0xE8, 0xED),
                   .secondaryText = QColor(0x98, 0xA1, 0xB0),
                   .accent = QColor(0x7A, 0xA5, 0xFF),
                   .accentText = QColor(0x13, 0x16, 0x1B),
                   .selection = QColor(0x22, 0x30, 0x4D),
                   .hover = QColor(0x20, 0x25, 0x2D),
                   .adviceFill = QColor(0x33, 0x26, 0x1A),
                   .differenceFill = QColor(0x3D, 0x34, 0x21),
                   .track = QColor(0x26, 0x2C, 0x36),
                   .dark = true},
        .statuses = {{
            {.fill = QColor(0x74, 0x7A, 0x88), .text = QColor(0xA0, 0xA7, 0xB3)}, // Unknown
            {.fill = QColor(0xE0, 0xA5, 0x2E), .text = QColor(0xF0, 0xB8, 0x4A)}, // Pending
            {.fill = QColor(0x2E, 0x93, 0xD6), .text = QColor(0x5C, 0xB8, 0xF0)}, // Synchronizing
            {.fill = QColor(0x12, 0xA5, 0x7C), .text = QColor(0x3E, 0xCF, 0x9F)}, // Success
            {.fill = QColor(0xE0, 0x70, 0x2A), .text = QColor(0xFF, 0x8A, 0x47)}, // Error
            {.fill = QColor(0x74, 0x7A, 0x88), .text = QColor(0xA0, 0xA7, 0xB3)}, // Canceled
            {.fill = QColor(0x74, 0x7A, 0x88), .text = QColor(0xA0, 0xA7, 0xB3)}, // Deleted
        }},
    };
    return set;
}

// Black and white, and words at 7 : 1 at least (WCAG 2.1, 1.4.6).
const ThemeSet &contrastLightSet()
{
    static const ThemeSet set{
        .colors = {.window = QColor(0xFF, 0xFF, 0xFF),
                   .panel = QColor(0xFF, 0xFF, 0xFF),
                   .line = QColor(0x00, 0x00, 0x00),
                   .control = QColor(0x00, 0x00, 0x00),
                   .text = QColor(0x00, 0x00, 0x00),
                   .secondaryText = QColor(0x2B, 0x2B, 0x2B),
                   .accent = QColor(0x00, 0x32, 0xA0),
                   .accentText = QColor(0xFF, 0xFF, 0xFF),
                   .selection = QColor(0xC6, 0xDD, 0xFF),
                   .hover = QColor(0xEB, 0xEB, 0xEB),
                   .adviceFill = QColor(0xFF, 0xF1, 0xCC),
                   .differenceFill = QColor(0xFF, 0xDF, 0x80),
                   .track = QColor(0xD6, 0xD6, 0xD6),
                   .dark = false},
        .statuses = {{
            {.fill = QColor(0x59, 0x59, 0x59), .text = QColor(0x2B, 0x2B, 0x2B)}, // Unknown
            {.fill = QColor(0x8A, 0x5A, 0x00), .text = QColor(0x56, 0x38, 0x00)}, // Pending
            {.fill = QColor(0x00, 0x4C, 0x80), .text = QColor(0x00, 0x3A, 0x66)}, // Synchronizing
            {.fill = QColor(0x00, 0x5C, 0x43), .text = QColor(0x00, 0x45, 0x2F)}, // Success
            {.fill = QColor(0xA8, 0x3C, 0x00), .text = QColor(0x75, 0x23, 0x00)}, // Error
            {.fill = QColor(0x59, 0x59, 0x59), .text = QColor(0x2B, 0x2B, 0x2B)}, // Canceled
            {.fill = QColor(0x59, 0x59, 0x59), .text = QColor(0x2B, 0x2B, 0x2B)}, // Deleted
        }},
    };
    return set;
}

const ThemeSet &contrastDarkSet()
{
    static const ThemeSet set{
        .colors = {.window = QColor(0x00, 0x00, 0x00),
                   .panel = QColor(0x00, 0x00, 0x00),
                   .line = QColor(0xFF, 0xFF, 0xFF),
                   .control = QColor(0xFF, 0xFF, 0xFF),
                   .text = QColor(0xFF, 0xFF, 0xFF),
                   .secondaryText = QColor(0xE0, 0xE0, 0xE0),
                   .accent = QColor(0xFF, 0xE1, 0x4D),
                   .accentText = QColor(0x00, 0x00, 0x00),
                   .selection = QColor(0x0F, 0x2F, 0x66),
                   .hover = QColor(0x2B, 0x2B, 0x2B),
                   .adviceFill = QColor(0x33, 0x22, 0x00),
                   .differenceFill = QColor(0x4D, 0x3D, 0x00),
                   .track = QColor(0x40, 0x40, 0x40),
                   .dark = true},
        .statuses = {{
            {.fill = QColor(0xB3, 0xB3, 0xB3), .text = QColor(0xE0, 0xE0, 0xE0)}, // Unknown
            {.fill = QColor(0xFF, 0xC2, 0x33), .text = QColor(0xFF, 0xD1, 0x66)}, // Pending
            {.fill = QColor(0x5C, 0xC2, 0xFF), .text = QColor(0x9A, 0xDB, 0xFF)}, // Synchronizing
            {.fill = QColor(0x3D, 0xDB, 0xA8), .text = QColor(0x7D, 0xF0, 0xCB)}, // Success
            {.fill = QColor(0xFF, 0x8A, 0x3D), .text = QColor(0xFF, 0xB3, 0x8A)}, // Error
            {.fill = QColor(0xB3, 0xB3, 0xB3), .text = QColor(0xE0, 0xE0, 0xE0)}, // Canceled
            {.fill = QColor(0xB3, 0xB3, 0xB3), .text = QColor(0xE0, 0xE0, 0xE0)}, // Deleted
        }},
    };
    return set;
}

const ThemeSet &setOf(const QPalette &palette)
{
    // A style sheet's transparent background is black here, and says nothing.
    const QColor window = palette.color(QPalette::Window);
    const int behind = window.alpha() == 0 ? 128 : window.lightness();
    const bool dark = behind < palette.color(QPalette::WindowText).lightness();
    // What no style sheet changes says which of both.
    const ThemeSet &contrast = dark ? contrastDarkSet() : contrastLightSet();
    if (palette.color(QPalette::Link) == contrast.colors.accent)
        return contrast;
    return dark ? darkSet() : lightSet();
}

const StatusColors &statusColors(SyncTaskStatus status, const QPalette &palette)
{
    return setOf(palette).statuses.at(static_cast<std::size_t>(status));
}

const ThemeSet &setFor(ThemeChoice choice, const DesktopLooks &desktop, bool hasDarkPalette)
{
    switch (choice) {
    case ThemeChoice::Light:
        return lightSet();
    case ThemeChoice::Dark:
        return darkSet();
    case ThemeChoice::HighContrast:
        return contrastLightSet();
    case ThemeChoice::HighContrastDark:
        return contrastDarkSet();
    case ThemeChoice::System:
        break;
    }
    const bool isDark = desktop.isDark.value_or(hasDarkPalette);
    if (desktop.hasHighContrast)
        return isDark ? contrastDarkSet() : contrastLightSet();
    return isDark ? darkSet() : lightSet();
}

QPalette paletteOf(const ThemeColors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.panel);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.secondaryText);
    palette.setColor(QPalette::Button, colors.panel);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.accentText);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::ToolTipBase, colors.panel);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Light, colors.panel);
    palette.setColor(QPalette::Midlight, colors.track);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, colors.line);
    palette.setColor(QPalette::Shadow, colors.line);
    const QColor disabled =
        colors.dark ? colors.secondaryText.darker(150) : colors.secondaryText.lighter(150);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

constexpr int normalBody = 13;
constexpr std::array textSizes = {11, 12, 13, 16, 20}; ///< of TextStyle

/// The style that applyTheme() set knows; before that they are as usual.
Looks appliedLooks()
{
    return ControlStyle::looksOf(*QApplication::style());
}

int bodyPixels(TextSize size)
{
    switch (size) {
    case TextSize::Small:
        return 12;
    case TextSize::Normal:
        return normalBody;
    case TextSize::Large:
        return 15;
    }
    return normalBody;
}

int bodyPixels()
{
    return bodyPixels(appliedLooks().textSize);
}

/// Rounded, so that no two of textSizes become one.
int scaled(int pixels, int body)
{
    return (pixels * body + normalBody / 2) / normalBody;
}

/// A row of \p normal pixels.
int denseRow(int normal)
{
    constexpr int compactLess = 4;
    constexpr int comfortableMore = 8;
    const int text = 2 * (bodyPixels() - normalBody); // small and large ones too
    switch (appliedLooks().density) {
    case RowDensity::Compact:
        return normal - compactLess + text;
    case RowDensity::Normal:
        return normal + text;
    case RowDensity::Comfortable:
        return normal + comfortableMore + text;
    }
    return normal;
}

/// The system's own family at 13 px; Inter, which the window was drawn with, where it exists.
QFont applicationFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::hasFamily(u"Inter"_s))
        font.setFamily(u"Inter"_s);
    font.setPixelSize(bodyPixels());
    return font;
}

struct OwnFont {
    QWidget *widget = nullptr;
    QFont font{};
};

/// Those of widgets with one of their own, in the size for \p body instead of \p formerBody; the
/// other widgets follow the application's.
std::vector<OwnFont> ownFonts(int formerBody, int body)
{
    std::vector<OwnFont> fonts;
    for (QWidget *widget : QApplication::allWidgets()) {
        if (!widget->testAttribute(Qt::WA_SetFont))
            continue;
        QFont font = widget->font();
        const auto *const of = std::ranges::find_if(
            textSizes, [&](int pixels) { return scaled(pixels, formerBody) == font.pixelSize(); });
        if (of == textSizes.end())
            continue;
        font.setPixelSize(scaled(*of, body));
        fonts.push_back({.widget = widget, .font = font});
    }
    return fonts;
}

/// Sizes and weights of TextStyle, in its order.
struct TextMeasure {
    int pixels = 13;
    QFont::Weight weight = QFont::Normal;
};

TextMeasure measureOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Caption:
        return {.pixels = 11, .weight = QFont::Normal};
    case TextStyle::Secondary:
        return {.pixels = 12, .weight = QFont::Normal};
    case TextStyle::Body:
        return {.pixels = 13, .weight = QFont::Normal};
    case TextStyle::PaneTitle:
        return {.pixels = 16, .weight = QFont::DemiBold};
    case TextStyle::Headline:
        return {.pixels = 20, .weight = QFont::DemiBold};
    case TextStyle::Number:
        return {.pixels = 16, .weight = QFont::DemiBold};
    }
    return {};
}

/// Menus and tips that move; those of them that the desktop has.
void allowEffects(bool isAllowed)
{
    constexpr std::array effects = {Qt::UI_AnimateMenu,  Qt::UI_FadeMenu,
                                    Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                                    Qt::UI_FadeTooltip,  Qt::UI_AnimateToolBox};
    static const std::vector<Qt::UIEffect> usual = [&effects] {
        std::vector<Qt::UIEffect> enabled;
        std::ranges::copy_if(effects, std::back_inserter(enabled), &QApplication::isEffectEnabled);
        return enabled;
    }();
    for (const Qt::UIEffect effect : usual)
        QApplication::setEffectEnabled(effect, isAllowed);
}

} // namespace

QString displayName(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        //: A theme: as the desktop has it
        return ThemeWords::tr("System");
    case ThemeChoice::Light:
        return ThemeWords::tr("Light");
    case ThemeChoice::Dark:
        return ThemeWords::tr("Dark");
    case ThemeChoice::HighContrast:
        //: A theme: black on white
        return ThemeWords::tr("High contrast");
    case ThemeChoice::HighContrastDark:
        //: A theme: white on black
        return ThemeWords::tr("High contrast, dark");
    }
    return {};
}

const ThemeColors &themeColors(const QPalette &palette)
{
    return setOf(palette).colors;
}

QColor statusFill(SyncTaskStatus status, const QPalette &palette)
{
    return statusColors(status, palette).fill;
}

QColor statusText(SyncTaskStatus status, const QPalette &palette)
{
    return statusColors(status, palette).text;
}

QFont textFont(TextStyle style, const QFont &base)
{
    const TextMeasure measure = measureOf(style);
    QFont font = base;
    font.setPixelSize(scaledToText(measure.pixels));
    font.setWeight(measure.weight);
    return font;
}

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(scaledToText(12)); // fixed fonts look a size larger than the text beside them
    return font;
}

int tableRowHeight()
{
    return denseRow(Metrics::tableRowHeight);
}

int sideBarRowHeight()
{
    return denseRow(Metrics::sideBarRowHeight);
}

int scaledToText(int pixels)
{
    return scaled(pixels, bodyPixels());
}

int unscaledFromText(int pixels)
{
    return (pixels * normalBody + bodyPixels() / 2) / bodyPixels();
}

void applyTheme(QApplication &application, ThemeChoice choice, const Looks &looks,
                const DesktopLooks &desktop)
{
    // The desktop's own lightness can be read only until the first palette of ours is set.
    static const bool hasDarkPalette = setOf(QApplication::palette()).colors.dark;
    const ThemeColors &colors = setFor(choice, desktop, hasDarkPalette).colors;

    // Before another style and its sheet give each the font again that it had first.
    const std::vector<OwnFont> fonts = ownFonts(bodyPixels(), bodyPixels(looks.textSize));
    QApplication::setStyle(new ControlStyle(looks, !desktop.hasLittleMotion));
    allowEffects(!desktop.hasLittleMotion);
    QApplication::setFont(applicationFont());
    const QPalette palette = paletteOf(colors);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    application.setStyleSheet(styleSheetOf(colors, scaledToText(12)));
    for (const OwnFont &own : fonts)
        own.widget->setFont(own.font);
}
