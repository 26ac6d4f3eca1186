#include "layersection.h"

#include "copyfield.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

LayerSection::LayerSection(QWidget *parent)
    : QWidget(parent),
      m_title(makeSectionTitle(this)),
      m_list(new LayerList(this)),
      m_paceLine(new WrappedText(this)),
      m_note(new WrappedText(this)),
      m_requestId(new IdField(this)),
      m_retry(makeButton(u"retryDetail"_s, nullptr, this))
{
    m_title->setObjectName(u"layersTitle"_s);
    m_note->setObjectName(u"layersNote"_s);
    m_note->setSecondary(true);
    m_paceLine->setObjectName(u"layersPace"_s);
    m_paceLine->setFont(textFont(TextStyle::Secondary, m_paceLine->font()));
    m_paceLine->setSecondary(true);
    m_requestId->setObjectName(u"layersRequestId"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_list);
    layout->addWidget(m_paceLine);
    layout->addWidget(m_note);
    layout->addWidget(m_requestId);
    layout->addWidget(m_retry, 0, Qt::AlignLeft);
    connect(m_retry, &QPushButton::clicked, this, &LayerSection::retryRequested);
    retranslate();
}

void LayerSection::showUnknown()
{
    m_layers.reset();
    m_error.reset();
    m_areUntold = false;
    m_pace.reset();
    m_hadPace = false;
    m_loading = false;
    m_list->showLayers({});
    retranslate();
}

void LayerSection::showLoading()
{
    m_loading = true;
    m_error.reset();
    retranslate();
}

void LayerSection::showLayers(const std::vector<LayerTask> &layers)
{
    m_loading = false;
    m_error.reset();
    m_layers = layers;
    m_areUntold = false;
    m_list->showLayers(layers);
    retranslate();
}

void LayerSection::showUntold()
{
    m_loading = false;
    m_error.reset();
    m_areUntold = true;
    retranslate();
}

void LayerSection::showError(const ApiError &error)
{
    m_loading = false;
    m_error = error;
    retranslate();
}

void LayerSection::showPace(const std::optional<TransferPace> &pace)
{
    if (pace == m_pace)
        return;
    m_pace = pace;
    m_hadPace = m_hadPace || pace.has_value();
    retranslate();
}

QString LayerSection::paceText() const
{
    if (!m_pace)
        return {};
    const QString amount = bytesText(m_pace->bytesPerSecond);
    if (!m_pace->left)
        //: Speed; %1 is an amount, e.g. "4.1 MiB/s"
        return tr("%1/s").arg(amount);
    //: Speed and time: %1 is an amount, %2 a duration, e.g. "4.1 MiB/s, about 16 s left"
    return tr("%1/s, about %2 left").arg(amount, durationText(*m_pace->left));
}

QString LayerSection::titleText() const
{
    if (!m_layers || m_layers->empty())
        return tr("Layers");
    const LayerTotals totals = totalsOf(*m_layers);
    if (!totals.sizesKnown)
        return tr("Layers · %1 of %2 copied").arg(totals.copied).arg(totals.layers);
    //: %3 and %4 are amounts, e.g. "Layers · 2 of 5 copied, 41.0 MiB of 108.0 MiB"
    return tr("Layers · %1 of %2 copied, %3 of %4")
        .arg(QString::number(totals.copied), QString::number(totals.layers),
             bytesText(totals.syncedBytes), bytesText(totals.totalBytes));
}

void LayerSection::retranslate()
{
    m_title->setText(titleText());
    m_retry->setText(tr("Retry"));
    m_requestId->setAccessibleName(tr("Request id"));

    QString note;
    if (m_error) {
        note = adviceText(*m_error);
    } else if (m_areUntold) {
        note = tr("A team's history keeps no layers.");
    } else if (m_layers && m_layers->empty()) {
        note = tr("The registry names no layers for this task.");
    } else if (!m_layers) {
        note = m_loading ? tr("Asking the registry for the layers …")
                         : tr("Layers are not known yet.");
    }
    m_note->showText(note);
    m_note->setVisible(!note.isEmpty());
    m_list->setVisible(m_layers && !m_layers->empty());
    m_paceLine->showText(paceText());
    m_paceLine->setVisible(m_hadPace);
    m_requestId->showText(m_error ? m_error->requestId : QString());
    m_requestId->setVisible(m_error && !m_error->requestId.isEmpty());
    m_retry->setVisible(m_error.has_value());
}

void LayerSection::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
