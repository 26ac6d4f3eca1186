#include "copyfield.h"

#include "glyphbutton.h"
#include "printable.h"
#include "spreadsheetcell.h"
#include "theme.h"
#include "widgetparts.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace {

/// What tells one id from another: all digests begin with the same algorithm.
QString distinctive(const QString &id)
{
    constexpr QLatin1StringView algorithm("sha256:");
    return id.startsWith(algorithm) ? id.sliced(algorithm.size()) : id;
}

} // namespace

IdField::IdField(QWidget *parent) : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    // No colour of its own, only none of the editable field's frame.
    setStyleSheet(
        u"QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }"_s);
    setFont(fixedFont());
    setContextMenuPolicy(Qt::DefaultContextMenu);
}

void IdField::showText(const QString &text)
{
    if (text == m_id)
        return;
    m_id = text;
    setText(printable(text));
    setCursorPosition(0);
    explainId(*this, text);
    updateGeometry();
}

QSize IdField::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 6, fontMetrics().height() + 2};
}

QSize IdField::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height() + 2};
}

void IdField::paintEvent(QPaintEvent *event)
{
    const int room = width() - 4;
    if (hasFocus() || hasSelectedText() || fontMetrics().horizontalAdvance(text()) <= room) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(rect().adjusted(2, 0, -2, 0), Qt::AlignVCenter,
                     fontMetrics().elidedText(distinctive(text()), Qt::ElideMiddle, room));
}

CopyField::CopyField(const QString &buttonName, QWidget *parent)
    : QWidget(parent), m_field(new IdField(this)), m_button(new GlyphButton(Glyph::Copy, this))
{
    m_button->setObjectName(buttonName);
    m_button->setProperty("flat", true);
    m_button->setFixedSize(20, 16);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &CopyField::copy);
}

void CopyField::showText(const QString &text)
{
    m_field->showText(text);
}

QString CopyField::text() const
{
    return m_field->id();
}

void CopyField::setSubject(const QString &subject)
{
    m_subject = subject;
    m_field->setAccessibleName(subject);
    //: %1 is what is copied, e.g. "Task id"
    const QString action = tr("Copy: %1").arg(subject);
    m_button->setToolTip(action);
    m_button->setAccessibleName(action);
}

void CopyField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setSubject(QString(m_subject)); // names of variables and files stay the same
}

void CopyField::copy()
{
    QGuiApplication::clipboard()->setText(spreadsheetText(m_field->id()));
    QToolTip::showText(m_button->mapToGlobal(m_button->rect().bottomLeft()), tr("Copied"),
                       m_button);
}
