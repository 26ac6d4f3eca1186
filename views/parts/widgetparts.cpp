#include "widgetparts.h"

#include "printable.h"
#include "theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTextDocument>
#include <QToolButton>

using namespace Qt::StringLiterals;

QLabel *makeLabel(TextStyle style, QPalette::ColorRole role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setFont(textFont(style, label->font()));
    label->setForegroundRole(role);
    label->setTextFormat(Qt::PlainText); // what a server says is never markup
    return label;
}

QLabel *makeWrappedLabel(const QString &objectName, TextStyle style, QPalette::ColorRole role,
                         QWidget *parent)
{
    QLabel *label = makeLabel(style, role, parent);
    label->setObjectName(objectName);
    label->setWordWrap(true);
    return label;
}

QLabel *makeHint(QWidget *parent)
{
    return makeWrappedLabel({}, TextStyle::Secondary, QPalette::PlaceholderText, parent);
}

QLabel *makeSectionTitle(QWidget *parent)
{
    QLabel *label = makeLabel(TextStyle::Caption, QPalette::PlaceholderText, parent);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QWidget *makeHairline(Qt::Orientation orientation, QWidget *parent)
{
    auto *line = new QWidget(parent);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

QPushButton *makeButton(const QString &objectName, const char *variant, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    if (variant != nullptr)
        button->setProperty(variant, true);
    return button;
}

QString plainToolTip(const QString &text)
{
    const QString shown = printableLines(text);
    return Qt::mightBeRichText(shown) ? Qt::convertFromPlainText(shown) : shown;
}

QString cellToolTip(const QString &text, bool isId)
{
    if (text.isEmpty())
        return {};
    const QString family = u"; font-family:\"%1\""_s.arg(fixedFont().family());
    return u"<p style='white-space:pre%1'>%2</p>"_s.arg(isId ? family : QString(),
                                                        printableLines(text).toHtmlEscaped());
}

QString idToolTip(const QString &id)
{
    return cellToolTip(id, true);
}

void explain(QWidget &widget, const QString &text)
{
    widget.setToolTip(plainToolTip(text));
    widget.setAccessibleDescription(printableLines(text));
}

void explainId(QWidget &widget, const QString &id)
{
    widget.setToolTip(idToolTip(id));
    widget.setAccessibleDescription(printableLines(id));
}

QLineEdit *makeAddressEdit(const QString &objectName, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setClearButtonEnabled(true);
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return edit;
}

void nameClearButton(const QLineEdit &edit, const QString &name)
{
    if (auto *button = edit.findChild<QToolButton *>())
        button->setAccessibleName(name);
}

QScrollArea *makePageScroll(QWidget *page, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void fillWithPanel(QWidget &widget)
{
    widget.setAutoFillBackground(true);
    widget.setBackgroundRole(QPalette::Base);
}
