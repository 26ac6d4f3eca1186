#pragma once

#include "theme.h"

#include <QPalette>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QString;
class QWidget;

// The small parts that every pane is made of. They follow the theme by palette roles alone:
// WindowText is text, PlaceholderText is secondary text, Mid is a hairline, Base is a panel.

QLabel *makeLabel(TextStyle style, QPalette::ColorRole role, QWidget *parent);
/// Takes as many lines as it needs.
QLabel *makeWrappedLabel(const QString &objectName, TextStyle style, QPalette::ColorRole role,
                         QWidget *parent);
/// What explains a field: secondary, as many lines as it needs.
QLabel *makeHint(QWidget *parent);
/// A caption over a section: small, secondary, semibold.
QLabel *makeSectionTitle(QWidget *parent);
/// A line of one pixel, lying or standing.
QWidget *makeHairline(Qt::Orientation orientation, QWidget *parent);
/// A button; \p variant is a name of stylesheet.h, empty for the plain one.
QPushButton *makeButton(const QString &objectName, const char *variant, QWidget *parent);
/// A tool tip that says \p text as it is: what a registry or a file calls something is never
/// mark-up.
QString plainToolTip(const QString &text);
/// The same, with its lines and blanks as they are, for ids in the fixed font; empty for no text.
QString cellToolTip(const QString &text, bool isId);
/// An id as a tool tip, in the fixed font.
QString idToolTip(const QString &id);
/// Tool tip of \p widget, and what a screen reader is told of it: \p text as it is. Without this,
/// Qt tells it the tool tip with its mark-up.
void explain(QWidget &widget, const QString &text);
/// The same for an id, in the fixed font.
void explainId(QWidget &widget, const QString &id);
/// A line for an address or a path, as wide as there is room.
QLineEdit *makeAddressEdit(const QString &objectName, QWidget *parent);
/// Tells a screen reader what the button does that clears \p edit, where it has one.
void nameClearButton(const QLineEdit &edit, const QString &name);
/// Shows as much of \p page as there is room for, as wide as it is itself; the keys go to the page.
QScrollArea *makePageScroll(QWidget *page, QWidget *parent);
/// Fills \p widget with the panel's colour, also in themes to come.
void fillWithPanel(QWidget &widget);
