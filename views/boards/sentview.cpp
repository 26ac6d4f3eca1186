#include "sentview.h"

#include "elidedlabel.h"
#include "sentcells.h"
#include "senttable.h"
#include "senttablemodel.h"
#include "widgetparts.h"

#include <QEvent>
#include <QPushButton>

using namespace Qt::StringLiterals;

SentView::SentView(QWidget *parent)
    : BoardView(parent),
      m_scope(new ElidedLabel(this)),
      m_export(makeButton(u"exportSent"_s, "toggle", this))
{
    m_scope->setObjectName(u"sentScope"_s);
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setProperty("secondary", true);
    layOut(m_scope, new SentTable(this), u"sentSummary"_s, u"nothingSent"_s, m_export);
    connect(m_export, &QPushButton::clicked, this, &SentView::exportRequested);
    retranslate();
}

void SentView::setModel(SentTableModel &model)
{
    m_model = &model;
    table().setModel(&model);
    connect(&model, &SentTableModel::actionsShown, this, &SentView::showActions);
    connect(&model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    showActions();
}

void SentView::showActions()
{
    if (m_model == nullptr)
        return;
    const bool isEmpty = m_model->actions().empty();
    showTable(!isEmpty);
    m_export->setVisible(!isEmpty);
    SentCounts counts;
    for (const SentRow &row : m_model->actions())
        counts.add(row.action);
    showSummary(isEmpty ? QString() : sentCountsText(counts));
}

void SentView::retranslate()
{
    m_scope->setText(tr("What this program sent, kept for a year"));
    m_export->setText(tr("Export…"));
    setTexts(tr("What was sent"),
             tr("Nothing was sent yet. Retries, cancellations, tags that you synchronize and "
                "changes of rules are listed here, with what became of them."));
    showActions();
}

void SentView::changeEvent(QEvent *event)
{
    BoardView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
