#include "advicebox.h"

#include "theme.h"
#include "wrappedtext.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AdviceBox::AdviceBox(QWidget *parent)
    : QWidget(parent),
      m_happened(new WrappedText(this)),
      m_whatToDo(new WrappedText(this)),
      m_whose(new WrappedText(this))
{
    m_happened->setObjectName(u"adviceHappened"_s);
    m_whatToDo->setObjectName(u"adviceWhatToDo"_s);
    QFont bold = m_happened->font();
    bold.setWeight(QFont::DemiBold);
    m_happened->setFont(bold);
    m_whose->setObjectName(u"adviceWhose"_s);
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

AdviceBox::~AdviceBox() = default;

void AdviceBox::showAdvice(const Advice &advice, const QString &registrysWord)
{
    m_whose->showText(registrysWord.isEmpty()
                          ? tr("What to do is advice.")
                          //: %1 is the API's word for a cause, e.g. NETWORK_ERROR
                          : tr("The registry says %1; what to do is advice.").arg(registrysWord));
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
