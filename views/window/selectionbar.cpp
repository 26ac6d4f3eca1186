#include "selectionbar.h"

#include "focusgroup.h"
#include "glyphbutton.h"
#include "theme.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

SelectionBar::SelectionBar(QWidget *parent)
    : QWidget(parent),
      m_count(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_all(makeButton(u"selectAllListed"_s, "link", this)),
      m_retry(makeButton(u"retrySelected"_s, nullptr, this)),
      m_cancel(makeButton(u"cancelSelected"_s, nullptr, this)),
      m_acknowledge(makeButton(u"acknowledgeSelected"_s, nullptr, this)),
      m_copy(makeButton(u"copySelected"_s, nullptr, this)),
      m_export(makeButton(u"exportSelected"_s, nullptr, this)),
      m_clear(new GlyphButton(Glyph::Close, this))
{
    setObjectName(u"selectionBar"_s);
    makeFocusGroup(*this);
    fillWithPanel(*this);
    m_count->setObjectName(u"selectedCount"_s);
    m_clear->setObjectName(u"clearSelection"_s);
    m_clear->setProperty("flat", true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::padding, 7, Metrics::padding, 6);
    row->setSpacing(8);
    row->addWidget(m_count);
    row->addWidget(m_all);
    row->addStretch(1);
    row->addWidget(m_retry);
    row->addWidget(m_cancel);
    row->addWidget(m_acknowledge);
    row->addWidget(m_copy);
    row->addWidget(m_export);
    row->addWidget(m_clear);
    connect(m_retry, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(ActionKind::Retry); });
    connect(m_cancel, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(ActionKind::Cancel); });
    connect(m_acknowledge, &QPushButton::clicked, this, &SelectionBar::acknowledgeRequested);
    connect(m_copy, &QPushButton::clicked, this, &SelectionBar::copyRequested);
    connect(m_export, &QPushButton::clicked, this, &SelectionBar::exportRequested);
    connect(m_all, &QPushButton::clicked, this, &SelectionBar::allRequested);
    connect(m_clear, &QPushButton::clicked, this, &SelectionBar::clearRequested);
    retranslate();
    hide();
}

void SelectionBar::showSelection(int selected, int failed, int listed)
{
    m_selected = selected;
    m_failed = failed;
    m_listed = listed;
    retranslate();
    const bool wasHidden = isHidden();
    setVisible(selected > 1);
    if (wasHidden && !isHidden())
        Q_EMIT appeared();
}

void SelectionBar::offerAcknowledging(bool isOffered)
{
    if (std::exchange(m_offersAcknowledging, isOffered) != isOffered)
        retranslate();
}

void SelectionBar::retranslate()
{
    const bool isAll = m_selected == m_listed;
    const QString count = isAll ? tr("All %Ln that match selected", nullptr, m_selected)
                                : tr("%Ln selected", nullptr, m_selected);
    //: %1: "5 selected"
    m_count->setText(m_failed > 0 ? tr("%1, %Ln failed", nullptr, m_failed).arg(count) : count);
    //: On a button that selects rows, beside "5 selected"
    m_all->setText(tr("All %Ln that match", nullptr, m_listed));
    m_all->setToolTip(tr("Selects all tasks of the list: those that match the query, of the ones "
                         "that are loaded"));
    m_all->setVisible(!isAll);
    m_retry->setText(tr("Retry…"));
    m_cancel->setText(tr("Cancel…"));
    m_cancel->setToolTip(tr("Cancel the selected tasks, after a preview"));
    m_acknowledge->setText(tr("Acknowledge…"));
    m_acknowledge->setToolTip(tr("Tell the team that somebody looks after the selected failures"));
    m_acknowledge->setVisible(m_offersAcknowledging && m_failed > 0);
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the selected rows, with the columns in sight"));
    //: Button: writes the selected rows to a file
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Write the selected rows to a file"));
    m_clear->setToolTip(tr("Select the current task alone"));
    m_clear->setAccessibleName(m_clear->toolTip());
    //: The bar for the rows that are selected, for a screen reader
    setAccessibleName(tr("Selected tasks"));
}

void SelectionBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SelectionBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(0, 0, width(), 1, themeColors(palette()).line);
}
