#pragma once

#include "statuscounts.h"

#include <QColor>
#include <QPalette>

#include <optional>

class QApplication;

enum class ThemeChoice { System, Light, Dark, HighContrast, HighContrastDark };
/// "System", "Light", "High contrast", in the language of the user.
QString displayName(ThemeChoice choice);

enum class RowDensity { Compact, Normal, Comfortable };
enum class TextSize { Small, Normal, Large };

/// How much room rows and texts take.
struct Looks {
    RowDensity density = RowDensity::Normal;
    TextSize textSize = TextSize::Normal;

    friend bool operator==(const Looks &, const Looks &) = default;
};

/// What the desktop says of how windows shall look.
struct DesktopLooks {
    std::optional<bool> isDark{}; ///< empty: it says nothing, and its own palette decides
    bool hasHighContrast = false;
    bool hasLittleMotion = false; ///< nothing moves that need not

    friend bool operator==(const DesktopLooks &, const DesktopLooks &) = default;
};

/// The colours of the window. The only place in the code that knows their values. They are found
/// by the palette that a widget has, so that nothing needs to be told when the theme changes.
struct ThemeColors {
    QColor window{};
    QColor panel{};
    QColor line{};
    QColor control{}; ///< borders of fields, handles of scroll bars: 3 : 1 as statusFill()
    QColor text{};
    QColor secondaryText{};
    QColor accent{};
    QColor accentText{}; ///< on the accent
    QColor selection{};
    QColor hover{};          ///< the row or button under the pointer, on the panel
    QColor adviceFill{};     ///< behind what a failure means
    QColor differenceFill{}; ///< behind what differs between source and destination
    QColor track{};          ///< behind a progress bar
    bool dark = false;
};

/// The set that \p palette belongs to: light or dark, or one of high contrast.
const ThemeColors &themeColors(const QPalette &palette);
/// The colour of bars and shapes: 3 : 1 at least on panel, window and selection (WCAG 2.1, 1.4.11).
QColor statusFill(SyncTaskStatus status, const QPalette &palette);
/// The colour of a status' word: 4.5 : 1 at least on panel and selection.
QColor statusText(SyncTaskStatus status, const QPalette &palette);

/// Sizes of the grid, in device independent pixels.
namespace Metrics {
inline constexpr int unit = 4;
inline constexpr int padding = 12;
inline constexpr int toolBarHeight = 48;
inline constexpr int headlineHeight = 60;
inline constexpr int chartHeight = 186;
inline constexpr int lowChartHeight = 132; ///< where the window is narrow
inline constexpr int pageBarHeight = 36;
inline constexpr int footHeight = 26;
inline constexpr int tableRowHeight = 28;   ///< see tableRowHeight()
inline constexpr int cellPadding = 8;       ///< left and right of what a cell of the table shows
inline constexpr int sideBarRowHeight = 25; ///< see sideBarRowHeight()
inline constexpr int sideBarWidth = 216;
inline constexpr int detailPaneWidth = 388;
inline constexpr int drawerBelowWidth = 1400; ///< the detail pane covers the table below this
inline constexpr int hiddenSideBarBelowWidth =
    1024; ///< at this width or less the side bar is hidden
} // namespace Metrics

/// How high rows are by the looks that were applied. Who keeps it hears of others by
/// QEvent::StyleChange.
int tableRowHeight();
int sideBarRowHeight();
/// The width of something that texts stand in, by the size of texts that was applied.
int scaledToText(int pixels);
/// What scaledToText() made \p pixels of.
int unscaledFromText(int pixels);

/// What a piece of text is; sizes 11, 12, 13, 16 and 20 px where texts are of normal size, weights
/// 400, 500 and 600.
enum class TextStyle { Caption, Secondary, Body, PaneTitle, Headline, Number };
QFont textFont(TextStyle style, const QFont &base);
/// The fixed font for ids and digests, in the size of body text.
QFont fixedFont();

/// Style, palette, font size and style sheet of the whole program. System follows \p desktop, and
/// where that says nothing its own palette: dark when its windows are.
void applyTheme(QApplication &application, ThemeChoice choice, const Looks &looks = {},
                const DesktopLooks &desktop = {});
