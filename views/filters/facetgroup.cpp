#include "facetgroup.h"

#include "widgetparts.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

FacetGroup::FacetGroup(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_title(makeSectionTitle(this)),
      m_column(new QVBoxLayout(this)),
      m_more(makeButton(name + u"More"_s, "link", this))
{
    setObjectName(name);
    m_title->setIndent(6);
    m_column->setContentsMargins(0, 0, 0, 14);
    m_column->setSpacing(0);
    m_column->addWidget(m_title);
    m_column->addSpacing(2);
    m_column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        show();
    });
    hide();
}

void FacetGroup::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        show(); // tool tips, also of values that have no name in any language
}

void FacetGroup::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void FacetGroup::showItems(const std::vector<FacetItem> &items, const TaskQuery &query)
{
    if (items == m_items && query == m_query)
        return;
    m_items = items;
    m_query = query;
    show();
}

void FacetGroup::setCountsKnown(bool areKnown)
{
    if (areKnown != std::exchange(m_areCountsKnown, areKnown))
        show();
}

void FacetGroup::show()
{
    int largest = 0;
    for (const FacetItem &item : m_items)
        largest = std::max(largest, item.count);
    std::size_t shown = 0;
    int left = 0;
    for (const FacetItem &item : m_items) {
        const bool isChosen = choiceOf(item) != FacetRow::Choice::None;
        if (item.isRare && item.count == 0 && !isChosen)
            continue;
        if (!m_showsAll && !isChosen && shown >= fewRows) {
            ++left;
            continue;
        }
        showRow(rowAt(shown++), item, largest);
    }
    for (std::size_t index = shown; index < m_rows.size(); ++index)
        m_rows[index]->hide();
    m_more->setVisible(left > 0 || (m_showsAll && shown > fewRows));
    m_more->setText(left > 0 ? tr("%Ln more", nullptr, left) : tr("Fewer"));
    setVisible(shown > 0);
}

void FacetGroup::showRow(FacetRow &row, const FacetItem &item, int largest)
{
    row.setObjectName(objectName() + item.key);
    row.setStatus(item.status);
    const bool mayBeId = item.field == QueryField::Rule || item.field == QueryField::Instance;
    row.setShownById(mayBeId && item.name == item.key);
    row.retranslate(item.name, item.note, item.tip);
    row.showCount(m_areCountsKnown ? std::optional(item.count) : std::nullopt, largest);
    row.showChoice(choiceOf(item));
    row.disconnect(this);
    connect(&row, &FacetRow::chosen, this,
            [this, field = item.field, value = item.value](bool exclude) {
                Q_EMIT chosen(field, value, exclude);
            });
    row.show();
}

FacetRow &FacetGroup::rowAt(std::size_t index)
{
    if (index == m_rows.size()) {
        auto *row = new FacetRow(std::nullopt, this);
        m_rows.push_back(row);
        m_column->insertWidget(m_column->indexOf(m_more), row);
    }
    return *m_rows[index];
}

FacetRow::Choice FacetGroup::choiceOf(const FacetItem &item) const
{
    if (m_query.wants(item.field, item.value))
        return FacetRow::Choice::Wanted;
    return m_query.excludes(item.field, item.value) ? FacetRow::Choice::Excluded
                                                    : FacetRow::Choice::None;
}
