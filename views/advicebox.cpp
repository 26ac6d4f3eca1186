#include "advicebox.h"

#include "theme.h"
#include "wrappedtext.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AdviceBox::AdviceBox(QWidget *parent)
    : QWidget(parent), m_happened(new WrappedText(this)), m_whatToDo(new WrappedText(this))
{
    m_happened->setObjectName(u"adviceHappened"_s);
    m_whatToDo->setObjectName(u"adviceWhatToDo"_s);
    QFont bold = m_happened->font();
    bold.setWeight(QFont::DemiBold);
    m_happened->setFont(bold);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 8, 12, 8);
    layout->setSpacing(2);
    layout->addWidget(m_happened);
    layout->addWidget(m_whatToDo);
}

AdviceBox::~AdviceBox() = default;

void AdviceBox::showAdvice(const Advice &advice)
{
    m_happened->showText(advice.happened);
    m_whatToDo->showText(advice.whatToDo);
    m_whatToDo->setVisible(!advice.whatToDo.isEmpty());
}

void AdviceBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect(), 4, 4);
    painter.setClipPath(outline);
    painter.fillRect(rect(), themeColors(palette()).adviceFill);
    painter.fillRect(QRect(0, 0, 3, height()), statusFill(SyncTaskStatus::Error, palette()));
}
