#include "paneheader.h"

#include "glyphbutton.h"
#include "theme.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace {

constexpr int headerMargin = 16;

} // namespace

PaneHeader::PaneHeader(const QString &titleName, const QString &closeName, QWidget *mark,
                       QWidget *parent)
    : QWidget(parent), m_title(new WrappedText(this)), m_close(new GlyphButton(Glyph::Close, this))
{
    m_title->setObjectName(titleName);
    m_title->setFont(textFont(TextStyle::PaneTitle, m_title->font()));
    m_close->setObjectName(closeName);
    m_close->setProperty("flat", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(headerMargin, 14, 10, 2);
    layout->setSpacing(8);
    if (mark != nullptr) {
        auto *markColumn = new QVBoxLayout;
        markColumn->setContentsMargins(0, 3, 0, 0);
        markColumn->addWidget(mark);
        markColumn->addStretch();
        layout->addLayout(markColumn);
    }
    layout->addWidget(m_title, 1, Qt::AlignTop);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QPushButton::clicked, this, &PaneHeader::closeRequested);
    retranslate();
}

void PaneHeader::retranslate()
{
    m_close->setToolTip(tr("Close the details"));
    m_close->setAccessibleName(m_close->toolTip());
}

void PaneHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
