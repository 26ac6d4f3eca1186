#include "historysearchbar.h"

#include "elidedlabel.h"
#include "glyphbutton.h"
#include "theme.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int progressSteps = 1'000;

} // namespace

HistorySearchBar::HistorySearchBar(QWidget *parent)
    : QWidget(parent),
      m_text(new ElidedLabel(this)),
      m_progress(new QProgressBar(this)),
      m_stop(makeButton(u"stopSearch"_s, "link", this)),
      m_resume(makeButton(u"resumeSearch"_s, "link", this)),
      m_close(new GlyphButton(Glyph::Close, this))
{
    setObjectName(u"historySearchBar"_s);
    m_text->setObjectName(u"historySearchText"_s);
    m_text->setFont(textFont(TextStyle::Secondary, font()));
    m_progress->setObjectName(u"historySearchProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(80, 4);
    m_progress->setRange(0, progressSteps);
    m_close->setObjectName(u"closeSearch"_s);
    m_close->setProperty("flat", true);
    for (QPushButton *button : {m_stop, m_resume})
        button->setFont(textFont(TextStyle::Secondary, font()));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::padding + Metrics::unit, 3, Metrics::padding, 4);
    row->setSpacing(Metrics::padding);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    row->addWidget(m_resume);
    row->addWidget(m_close);
    connect(m_stop, &QPushButton::clicked, this, &HistorySearchBar::stopRequested);
    connect(m_resume, &QPushButton::clicked, this, &HistorySearchBar::resumeRequested);
    connect(m_close, &QPushButton::clicked, this, &HistorySearchBar::closeRequested);
    retranslate();
    hide();
}

void HistorySearchBar::showContent(const Content &content)
{
    m_content = content;
    m_text->setText(content.text);
    explain(*m_text, content.explanation.isEmpty() ? content.text : content.explanation);
    setAccessibleName(content.text);
    m_progress->setVisible(content.isSearching && content.done.has_value());
    m_progress->setValue(qRound(content.done.value_or(0) * progressSteps));
    m_stop->setVisible(content.isSearching);
    m_resume->setText(content.resume);
    m_resume->setVisible(!content.resume.isEmpty());
}

void HistorySearchBar::retranslate()
{
    m_stop->setText(tr("Stop"));
    m_progress->setAccessibleName(tr("Searching the history"));
    m_close->setToolTip(tr("End the search; what it found stays in the list"));
    m_close->setAccessibleName(m_close->toolTip());
}

void HistorySearchBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HistorySearchBar::paintEvent(QPaintEvent * /*event*/)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
}
