#include "filterpane.h"

#include "viewlist.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

#include <cstddef>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds typingPause = 400ms;
constexpr int textInset = 6; ///< captions stand above the words of the rows

QLabel *makeInsetLabel(TextStyle style, QWidget *parent)
{
    QLabel *label = makeLabel(style, QPalette::PlaceholderText, parent);
    label->setIndent(textInset);
    return label;
}

} // namespace

FilterPane::FilterPane(QWidget *parent) : QWidget(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window); // else its parent's: the panel
    auto *content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Window);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(8, Metrics::padding, 8, Metrics::padding);
    column->setSpacing(0);
    m_views = new ViewList(this);
    column->addWidget(m_views);
    addHead(*column);
    addGroups(*column);
    addFields(*column);
    column->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makePageScroll(content, this));

    m_pause.setObjectName(u"typingPause"_s);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &FilterPane::announceTyped);
    retranslate();
}

void FilterPane::addHead(QVBoxLayout &column)
{
    m_coverage = makeInsetLabel(TextStyle::Caption, this);
    m_coverage->setObjectName(u"coverage"_s);
    m_coverage->setWordWrap(true);
    m_clear = makeButton(u"clearFilters"_s, "link", this);
    QSizePolicy policy = m_clear->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // or the pane would jump
    m_clear->setSizePolicy(policy);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        for (const Field &field : m_fields)
            field.edit->clear();
        announce({});
    });
    auto *line = new QHBoxLayout;
    line->addWidget(m_coverage, 1);
    line->addWidget(m_clear, 0, Qt::AlignTop);
    column.addLayout(line);
    column.addSpacing(8);
}

void FilterPane::addGroups(QVBoxLayout &column)
{
    const auto add = [this, &column](const QString &name) {
        auto *group = new FacetGroup(name, this);
        connect(group, &FacetGroup::chosen, this, &FilterPane::choose);
        column.addWidget(group);
        return group;
    };
    m_statuses = add(u"status"_s);
    m_causes = add(u"cause"_s);
    m_routes = add(u"route"_s);
    m_rules = add(u"rule"_s);
    m_namespaces = add(u"namespace"_s);
    m_instances = add(u"instance"_s);
    m_triggers = add(u"trigger"_s);
}

void FilterPane::addFields(QVBoxLayout &column)
{
    m_askTitle = makeSectionTitle(this);
    m_askTitle->setIndent(textInset);
    column.addWidget(m_askTitle);
    m_askCaption = makeInsetLabel(TextStyle::Caption, this);
    m_askCaption->setWordWrap(true);
    column.addWidget(m_askCaption);
    column.addSpacing(4);

    m_fields = {{{.part = QueryField::Namespace},
                 {.part = QueryField::Repo},
                 {.part = QueryField::Tag},
                 {.part = QueryField::Batch}}};
    const std::array names = {u"namespaceName"_s, u"repoName"_s, u"tag"_s, u"batchId"_s};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        Field &field = m_fields.at(i);
        field.label = makeInsetLabel(TextStyle::Caption, this);
        field.edit = new QLineEdit(this);
        field.edit->setObjectName(names.at(i));
        field.label->setBuddy(field.edit);
        column.addSpacing(4);
        column.addWidget(field.label);
        column.addSpacing(2);
        auto *row = new QHBoxLayout;
        row->setContentsMargins(textInset, 0, textInset, 0);
        row->addWidget(field.edit);
        column.addLayout(row);
        connect(field.edit, &QLineEdit::textEdited, this, [this] { m_pause.start(); });
        connect(field.edit, &QLineEdit::returnPressed, this, &FilterPane::announceTyped);
    }
}

void FilterPane::setQuery(const TaskQuery &query)
{
    const TaskQuery former = std::exchange(m_query, query);
    for (const Field &field : m_fields) {
        // What is being typed outlives the echo of an older question.
        const QString asked = query.exact(field.part);
        const bool isTyping = m_pause.isActive() && former.exact(field.part) == asked;
        if (!isTyping && field.edit->text().trimmed() != asked)
            field.edit->setText(asked);
        // A condition of another kind is not the field's to write, but it must not be a secret.
        field.edit->setPlaceholderText(asked.isEmpty() && query.has(field.part)
                                           ? tr("see the query")
                                           //: Placeholder of an empty filter field
                                           : tr("any"));
    }
    showItems();
    m_clear->setVisible(!m_query.isEmpty());
}

TaskQuery FilterPane::query() const
{
    TaskQuery query = m_query;
    for (const Field &field : m_fields) {
        const QString typed = field.edit->text().trimmed();
        if (typed != query.exact(field.part))
            query.setExact(field.part, typed);
    }
    return query;
}

void FilterPane::choose(QueryField field, const QueryValue &value, bool exclude)
{
    Q_EMIT aboutToChange();
    TaskQuery asked = query();
    asked.toggle(field, value, exclude);
    announce(asked);
}

void FilterPane::announceTyped()
{
    Q_EMIT aboutToChange();
    announce(query());
}

void FilterPane::announce(const TaskQuery &query)
{
    m_pause.stop();
    if (query == m_query)
        return;
    setQuery(query);
    Q_EMIT queryChanged(query);
}

void FilterPane::showItems()
{
    m_statuses->showItems(statusItems(m_counts), m_query);
    m_causes->showItems(causeItems(m_counts, m_query), m_query);
    m_routes->showItems(routeItems(m_counts, m_query), m_query);
    m_rules->showItems(ruleItems(m_counts, m_query, m_names, m_ruleNotes), m_query);
    m_namespaces->showItems(namespaceItems(m_counts, m_query), m_query);
    m_instances->showItems(instanceItems(m_counts, m_query, m_names), m_query);
    m_triggers->showItems(triggerItems(m_counts), m_query);
}

void FilterPane::showCounts(const FacetCounts &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    showItems();
}

void FilterPane::setCountsKnown(bool areKnown)
{
    m_views->setCountsKnown(areKnown);
    for (FacetGroup *group :
         {m_statuses, m_causes, m_routes, m_rules, m_namespaces, m_instances, m_triggers})
        group->setCountsKnown(areKnown);
}

void FilterPane::setNames(const QueryNames &names)
{
    if (names == m_names)
        return;
    m_names = names;
    showItems();
}

void FilterPane::setRuleNotes(const QHash<QString, QString> &notes)
{
    if (notes == m_ruleNotes)
        return;
    m_ruleNotes = notes;
    showItems();
}

void FilterPane::setAskedHistory(bool isHistory)
{
    m_asksHistory = isHistory;
    retranslate();
}

void FilterPane::showCoverage(qint64 loaded, std::optional<qint64> total, bool complete)
{
    m_loaded = loaded;
    m_total = total;
    m_complete = complete;
    m_coverage->setText(coverageText());
}

QString FilterPane::coverageText() const
{
    const QLocale locale;
    const int loaded = static_cast<int>(m_loaded);
    if (m_complete)
        return tr("In all %Ln task(s)", nullptr, loaded);
    if (m_total)
        //: %Ln tasks are loaded of %1 that there are
        return tr("In the %Ln loaded task(s) of %1", nullptr, loaded)
            .arg(locale.toString(*m_total));
    return tr("In the %Ln loaded task(s)", nullptr, loaded);
}

void FilterPane::retranslate()
{
    setAccessibleName(tr("Filters"));
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the filters"));
    m_statuses->setTitle(tr("Status"));
    m_causes->setTitle(tr("Cause"));
    //: From which region to which
    m_routes->setTitle(tr("Route"));
    m_rules->setTitle(tr("Rule"));
    m_namespaces->setTitle(tr("Namespace"));
    m_instances->setTitle(tr("Instance"));
    //: What started a task
    m_triggers->setTitle(tr("Trigger"));
    //: Title over the fields that narrow what the registry is asked for
    m_askTitle->setText(m_asksHistory ? tr("Ask the history") : tr("Ask the registry"));
    m_askCaption->setText(
        tr("Exact names; the answer may reach further back than what is loaded."));
    const std::array words = {tr("Namespace"), tr("Repository"), tr("Tag"), tr("Batch")};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_fields.at(i).label->setText(words.at(i));
        m_fields.at(i).edit->setAccessibleName(words.at(i));
    }
    m_coverage->setText(coverageText());
    setQuery(TaskQuery(m_query)); // names and placeholders
}

void FilterPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
