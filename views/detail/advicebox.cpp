#include "advicebox.h"

#include "theme.h"
#include "wrappedtext.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// What is to be done about is bold.
QFont weighted(QFont font, bool isPast)
{
    font.setWeight(isPast ? QFont::Normal : QFont::DemiBold);
    return font;
}

} // namespace

AdviceBox::AdviceBox(QWidget *parent, const QString &name)
    : QWidget(parent),
      m_happened(new WrappedText(this)),
      m_whatToDo(new WrappedText(this)),
      m_whose(new WrappedText(this))
{
    m_happened->setObjectName(name + u"Happened"_s);
    m_whatToDo->setObjectName(name + u"WhatToDo"_s);
    m_happened->setFont(weighted(m_happened->font(), false));
    m_whose->setObjectName(name + u"Whose"_s);
    m_whose->setFont(textFont(TextStyle::Caption, m_whose->font()));
    m_whose->setSecondary(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 8, 12, 8);
    layout->setSpacing(2);
    layout->addWidget(m_happened);
    layout->addWidget(m_whatToDo);
    layout->addSpacing(2);
    layout->addWidget(m_whose);
}

void AdviceBox::showAdvice(const Advice &advice, const QString &registrysWord)
{
    setPast(false);
    m_whose->showText(registrysWord.isEmpty()
                          ? tr("What to do is advice.")
                          //: %1 is the API's word for a cause, e.g. NETWORK_ERROR
                          : tr("The registry says %1; what to do is advice.").arg(registrysWord));
    m_whose->show();
    m_happened->showText(advice.happened);
    m_whatToDo->showText(advice.whatToDo);
    m_whatToDo->setVisible(!advice.whatToDo.isEmpty());
}

void AdviceBox::showPast(const Advice &advice, const QString &registrysWord)
{
    setPast(true);
    //: %1 is the API's word for a cause, e.g. NETWORK_ERROR
    m_whose->showText(tr("The registry says %1.").arg(registrysWord));
    m_whose->setVisible(!registrysWord.isEmpty());
    m_happened->showText(advice.happened);
    m_whatToDo->hide();
}

void AdviceBox::setPast(bool isPast)
{
    if (isPast == std::exchange(m_isPast, isPast))
        return;
    m_happened->setFont(weighted(m_happened->font(), isPast));
    update();
}

void AdviceBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect(), 4, 4);
    painter.setClipPath(outline);
    const ThemeColors &colors = themeColors(palette());
    painter.fillRect(rect(), m_isPast ? colors.window : colors.adviceFill);
    painter.fillRect(QRect(0, 0, 3, height()),
                     m_isPast ? colors.line : statusFill(SyncTaskStatus::Error, palette()));
}
