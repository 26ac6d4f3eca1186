#include "stylesheet.h"

#include "theme.h"

#include <array>
#include <utility>

namespace {

using namespace Qt::StringLiterals;

// Names of colours stand between @ and @.
constexpr QStringView buttonRules = uR"(
QPushButton {
    background: @panel@; color: @text@; border: 1px solid @line@; border-radius: 6px;
    padding: 4px 10px; min-height: 18px;
}
QPushButton:hover { background: @hover@; }
QPushButton:pressed, QPushButton:checked { background: @selection@; }
QPushButton:focus { border-color: @accent@; }
QPushButton:disabled { color: @disabled@; }
QPushButton[primary="true"] { background: @accent@; color: @accentText@; border-color: @accent@; }
QPushButton[primary="true"]:hover { background: @accentHover@; border-color: @accentHover@; }
QPushButton[primary="true"]:focus { border-color: @text@; }
QPushButton[primary="true"]:disabled {
    background: @track@; color: @disabled@; border-color: @line@;
}
QPushButton[flat="true"], QPushButton[link="true"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 0 2px; min-height: 0;
}
QPushButton[link="true"] { color: @accent@; }
QPushButton[flat="true"]:hover, QPushButton[link="true"]:hover { background: @hover@; }
QPushButton[flat="true"]:focus, QPushButton[link="true"]:focus { border-color: @accent@; }
QPushButton[chip="true"] {
    background: @accent@; color: @accentText@; border: 0; border-radius: 12px;
    padding: 0 12px; min-height: 24px; font-size: @small@px; font-weight: 600;
}
QPushButton[chip="true"]:hover { background: @accentHover@; }
QPushButton[demo="true"] {
    background: @amber@; color: @text@; border: 1px solid @amber@; border-radius: 12px;
    padding: 0 11px; min-height: 22px; font-size: @small@px; font-weight: 600;
}
QPushButton[demo="true"]:hover { background: @amberHover@; }
QPushButton[demo="true"]:focus { border-color: @text@; }
QPushButton[segment] {
    border-radius: 0; border-left-width: 0; padding: 0 9px; min-height: 20px; font-size: @small@px;
}
QPushButton[segment="first"] {
    border-left-width: 1px; border-top-left-radius: 6px; border-bottom-left-radius: 6px;
}
QPushButton[segment="last"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px;
}
QPushButton[segment]:checked { color: @accent@; font-weight: 600; }
QPushButton[segment]:focus { border-color: @accent@; border-left-width: 1px; }
QPushButton[toggle="true"] { padding: 0 9px; min-height: 20px; font-size: @small@px; }
QPushButton[toggle="true"]:checked { color: @accent@; font-weight: 600; }
QPushButton::menu-indicator { image: none; width: 0; }
)";

constexpr QStringView fieldRules = uR"(
QLineEdit {
    background: @panel@; color: @text@; border: 1px solid @control@; border-radius: 6px;
    padding: 4px 8px; min-height: 18px;
    selection-background-color: @accent@; selection-color: @accentText@;
}
QLineEdit:focus { border-color: @accent@; }
QLineEdit:disabled { color: @disabled@; background: @window@; }
QLabel[secondary="true"] { color: @secondaryText@; }
)";

constexpr QStringView menuRules = uR"(
QMenu { background: @panel@; color: @text@; border: 1px solid @line@; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selection@; }
QMenu::item:disabled { color: @disabled@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QMenu::indicator { width: 13px; height: 13px; left: 6px; }
QListView#queryCandidates {
    background: @panel@; color: @text@; border: 1px solid @line@; padding: 4px; outline: none;
}
QListView#queryCandidates::item { padding: 4px 8px; border-radius: 4px; }
QListView#queryCandidates::item:selected { background: @selection@; color: @text@; }
QListView#settingsPages { background: transparent; outline: none; }
QListView#settingsPages::item { padding: 0 10px; border-radius: 6px; color: @text@; }
QListView#settingsPages::item:hover { background: @hover@; }
QListView#settingsPages::item:selected { background: @selection@; color: @text@; }
QListView#settingsPages::item:focus { border: 1px solid @accent@; }
QToolTip {
    background: @panel@; color: @text@; border: 1px solid @line@; padding: 4px 6px;
}
)";

constexpr QStringView viewRules = uR"(
QAbstractScrollArea { border: 0; }
QAbstractItemView { background: @panel@; outline: 0; }
QHeaderView { background: @panel@; border: 0; }
QHeaderView::section { background: @panel@; color: @secondaryText@; border: 0; padding: 0 8px; }
QTableView QTableCornerButton::section { background: @panel@; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @thumb@; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @thumbHover@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: @panel@; border: 0; }
QSplitter::handle { background: @line@; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: @track@; border: 0; border-radius: 2px; }
QProgressBar::chunk { background: @accent@; border-radius: 2px; }
)";

QColor mixed(const QColor &first, const QColor &second, float part)
{
    const float rest = 1.0F - part;
    return QColor::fromRgbF(first.redF() * rest + second.redF() * part,
                            first.greenF() * rest + second.greenF() * part,
                            first.blueF() * rest + second.blueF() * part);
}

} // namespace

QString styleSheetOf(const ThemeColors &colors, int smallPixels)
{
    const std::array<std::pair<QStringView, QColor>, 17> names = {{
        {u"@window@", colors.window},
        {u"@panel@", colors.panel},
        {u"@line@", colors.line},
        {u"@control@", colors.control},
        {u"@text@", colors.text},
        {u"@secondaryText@", colors.secondaryText},
        {u"@accent@", colors.accent},
        {u"@accentText@", colors.accentText},
        {u"@selection@", colors.selection},
        {u"@track@", colors.track},
        {u"@amber@", colors.differenceFill},
        {u"@amberHover@", mixed(colors.differenceFill, colors.text, 0.08F)},
        {u"@hover@", colors.hover},
        {u"@accentHover@", mixed(colors.accent, colors.text, 0.12F)},
        {u"@disabled@", mixed(colors.panel, colors.secondaryText, 0.6F)},
        {u"@thumb@", colors.control},
        {u"@thumbHover@", colors.secondaryText},
    }};
    QString sheet = buttonRules + fieldRules + menuRules + viewRules;
    for (const auto &[name, color] : names)
        sheet.replace(name.toString(), color.name());
    sheet.replace(u"@small@"_s, QString::number(smallPixels));
    return sheet;
}
