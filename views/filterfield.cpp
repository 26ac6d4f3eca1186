#include "filterfield.h"

#include "glyphbutton.h"
#include "theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds typingPause = 250ms;
constexpr int signWidth = 28; ///< room for the magnifier, and for the hint or the clear button

} // namespace

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent), m_clear(new GlyphButton(Glyph::Close, this))
{
    setTextMargins(signWidth - 8, 0, signWidth - 8, 0);
    m_clear->setObjectName(u"clearFilterText"_s);
    m_clear->setProperty("flat", true);
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->setFocusPolicy(Qt::NoFocus); // Escape does it by keyboard
    m_clear->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &FilterField::announce);
    connect(this, &QLineEdit::textEdited, this, [this] { m_pause.start(); });
    connect(this, &QLineEdit::textChanged, m_clear,
            [this](const QString &text) { m_clear->setVisible(!text.isEmpty()); });
    connect(this, &QLineEdit::returnPressed, this, &FilterField::announce);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        announce();
    });
    retranslate();
}

FilterField::~FilterField() = default;

void FilterField::showFilter(const QString &text)
{
    // The echo of an older text must not undo what is being typed.
    if (m_pause.isActive() && text == m_announced)
        return;
    m_pause.stop();
    m_announced = text;
    if (this->text().trimmed() != text)
        setText(text);
}

void FilterField::announce()
{
    m_pause.stop();
    const QString wanted = text().trimmed();
    if (wanted == m_announced)
        return;
    m_announced = wanted;
    Q_EMIT filterChanged(wanted);
}

bool FilterField::event(QEvent *event)
{
    // With text in it Escape is ours, before any shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || text().isEmpty()) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    clear();
    announce();
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.secondaryText, 1.4, Qt::SolidLine, Qt::RoundCap));
    const QPointF lens(14.5, height() / 2.0 - 1);
    painter.drawEllipse(lens, 3.8, 3.8);
    painter.drawLine(lens + QPointF(3, 3), lens + QPointF(6, 6));
    if (text().isEmpty())
        painter.drawText(QRect(width() - signWidth, 0, signWidth - 4, height()), Qt::AlignCenter,
                         u"/"_s);
}

void FilterField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const QSize size = m_clear->sizeHint();
    m_clear->setGeometry(width() - size.width() - 5, (height() - size.height()) / 2, size.width(),
                         size.height());
}

void FilterField::retranslate()
{
    setPlaceholderText(tr("Filter the loaded tasks"));
    setAccessibleName(placeholderText());
    m_clear->setToolTip(tr("Clear the text (Escape)"));
    m_clear->setAccessibleName(tr("Clear the text"));
}

void FilterField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
