#include "rulesection.h"

#include "displaytext.h"
#include "ruletext.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

RuleSection::RuleSection(QWidget *parent) : QWidget(parent), m_title(makeSectionTitle(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, 84);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_title, 0, 0, 1, 2);
    const std::array names = {u"ruleName"_s,   u"ruleScope"_s,        u"ruleDirection"_s,
                              u"ruleTags"_s,   u"ruleRepositories"_s, u"ruleNamespaces"_s,
                              u"ruleTrigger"_s};
    for (std::size_t i = 0; i < LineCount; ++i) {
        m_labels.at(i) = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
        m_values.at(i) = new WrappedText(this);
        m_values.at(i)->setObjectName(names.at(i));
        m_values.at(i)->setFont(textFont(TextStyle::Secondary, m_values.at(i)->font()));
        const int row = static_cast<int>(i) + 1;
        grid->addWidget(m_labels.at(i), row, 0, Qt::AlignTop);
        grid->addWidget(m_values.at(i), row, 1, Qt::AlignTop);
    }
    fill();
}

void RuleSection::showRule(const std::optional<SyncRule> &rule, const EndNames &names)
{
    if (rule == m_rule && names == m_names)
        return;
    m_rule = rule;
    m_names = names;
    fill();
}

QString RuleSection::valueOf(Line line) const
{
    switch (line) {
    case Name:
        return m_rule->name;
    case Scope:
        return ruleScopeText(*m_rule);
    case Direction:
        return ruleDirectionText(*m_rule, m_names.local, m_names.target);
    case Tags:
        return m_rule->tagFilter;
    case Repositories:
        return m_rule->repoNameFilter;
    case Namespaces:
        return m_rule->namespaceNameFilter;
    case Trigger:
        return m_rule->trigger.isGiven() ? displayName(m_rule->trigger) : QString();
    case LineCount:
        break;
    }
    return {};
}

void RuleSection::fill()
{
    setVisible(m_rule.has_value());
    //: Title: the sync rule that made the task
    m_title->setText(tr("Rule"));
    const std::array words = {
        tr("Name"),
        //: What a rule copies: a repository or a namespace
        tr("Copies"),
        tr("Direction"),
        //: Which tags a rule copies: a regular expression
        tr("Tags"),
        //: Which repositories a rule copies: a regular expression
        tr("Repositories"),
        //: Which namespaces a rule copies: a regular expression
        tr("Namespaces"),
        //: What starts the tasks of a rule
        tr("Trigger"),
    };
    for (std::size_t i = 0; i < LineCount; ++i) {
        const QString value = m_rule ? valueOf(static_cast<Line>(i)) : QString();
        m_labels.at(i)->setText(words.at(i));
        m_labels.at(i)->setVisible(!value.isEmpty());
        m_values.at(i)->setAccessibleName(words.at(i));
        m_values.at(i)->showText(value);
        m_values.at(i)->setVisible(!value.isEmpty());
    }
}

void RuleSection::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}
