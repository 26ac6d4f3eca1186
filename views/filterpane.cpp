#include "filterpane.h"

#include "displaytext.h"
#include "facetrow.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <cstddef>

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

QLabel *makeInsetTitle(QWidget *parent)
{
    QLabel *label = makeSectionTitle(parent);
    label->setIndent(textInset);
    return label;
}

} // namespace

FilterPane::FilterPane(QWidget *parent) : QWidget(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window); // else its parent's: the panel
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Window);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(8, Metrics::padding, 8, Metrics::padding);
    column->setSpacing(0);
    addFields(*column);
    addStatuses(*column);
    addTriggers(*column);
    column->addStretch();
    scroll->setWidget(content);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &FilterPane::announce);
    retranslate();
    showUnknownRows();
    showClear();
}

FilterPane::~FilterPane() = default;

void FilterPane::addFields(QVBoxLayout &column)
{
    m_askTitle = makeInsetTitle(this);
    m_clear = makeButton(u"clearFilters"_s, "link", this);
    connect(m_clear, &QPushButton::clicked, this, &FilterPane::clearOwn);
    auto *line = new QHBoxLayout;
    line->addWidget(m_askTitle, 1);
    line->addWidget(m_clear);
    QSizePolicy policy = m_clear->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // or the pane would jump
    m_clear->setSizePolicy(policy);
    column.addLayout(line);
    m_askCaption = makeInsetLabel(TextStyle::Caption, this);
    column.addWidget(m_askCaption);
    column.addSpacing(4);

    m_fields = {{{.part = &TaskQuery::repoNamespaceName},
                 {.part = &TaskQuery::repoName},
                 {.part = &TaskQuery::tag},
                 {.part = &TaskQuery::batchId}}};
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
        auto *inset = new QHBoxLayout;
        inset->setContentsMargins(textInset, 0, textInset, 0);
        inset->addWidget(field.edit);
        column.addLayout(inset);
        connect(field.edit, &QLineEdit::textEdited, this, [this] {
            showClear();
            m_pause.start();
        });
        connect(field.edit, &QLineEdit::returnPressed, this, &FilterPane::announce);
    }
}

void FilterPane::addStatuses(QVBoxLayout &column)
{
    column.addSpacing(18);
    m_coverage = makeInsetLabel(TextStyle::Caption, this);
    m_coverage->setObjectName(u"coverage"_s);
    m_coverage->setWordWrap(true);
    column.addWidget(m_coverage);
    column.addSpacing(8);
    m_statusTitle = makeInsetTitle(this);
    column.addWidget(m_statusTitle);
    column.addSpacing(2);
    for (std::size_t i = 0; i < m_statuses.size(); ++i) {
        const SyncTaskStatus status = shownStatuses.at(i);
        auto *row = new FacetRow(status, this);
        row->setObjectName(status == SyncTaskStatus::Unknown ? u"statusUNKNOWN"_s
                                                             : u"status"_s + wireName(status));
        connect(row, &QAbstractButton::clicked, this, &FilterPane::announce);
        column.addWidget(row);
        m_statuses.at(i) = row;
    }
}

void FilterPane::addTriggers(QVBoxLayout &column)
{
    column.addSpacing(14);
    m_triggerTitle = makeInsetTitle(this);
    column.addWidget(m_triggerTitle);
    column.addSpacing(2);
    for (std::size_t i = 0; i < m_triggers.size(); ++i) {
        const TaskTrigger trigger = shownTriggers.at(i);
        auto *row = new FacetRow(std::nullopt, this);
        row->setObjectName(trigger == TaskTrigger::Unknown ? u"triggerUNKNOWN"_s
                                                           : u"trigger"_s + wireName(trigger));
        connect(row, &QAbstractButton::clicked, this, &FilterPane::announce);
        column.addWidget(row);
        m_triggers.at(i) = row;
    }
}

void FilterPane::setQuery(const TaskQuery &query)
{
    // What is being typed outlives the echo of an older question.
    const TaskQuery former = m_query;
    m_query = query;
    for (const Field &field : m_fields) {
        const bool isTyping = m_pause.isActive() && former.*field.part == query.*field.part;
        if (!isTyping && field.edit->text().trimmed() != query.*field.part)
            field.edit->setText(query.*field.part);
    }
    for (std::size_t i = 0; i < m_statuses.size(); ++i)
        m_statuses.at(i)->setChecked(query.statuses.contains(shownStatuses.at(i)));
    for (std::size_t i = 0; i < m_triggers.size(); ++i)
        m_triggers.at(i)->setChecked(query.triggers.contains(shownTriggers.at(i)));
    showUnknownRows();
    showClear();
}

TaskQuery FilterPane::query() const
{
    TaskQuery query = m_query;
    for (const Field &field : m_fields)
        query.*field.part = field.edit->text().trimmed();
    query.statuses.clear();
    for (std::size_t i = 0; i < m_statuses.size(); ++i) {
        if (m_statuses.at(i)->isChecked())
            query.statuses << shownStatuses.at(i);
    }
    query.triggers.clear();
    for (std::size_t i = 0; i < m_triggers.size(); ++i) {
        if (m_triggers.at(i)->isChecked())
            query.triggers << shownTriggers.at(i);
    }
    return query;
}

void FilterPane::announce()
{
    m_pause.stop();
    showClear();
    const TaskQuery asked = query();
    if (asked == m_query)
        return;
    m_query = asked;
    Q_EMIT queryChanged(asked);
}

void FilterPane::clearOwn()
{
    for (const Field &field : m_fields)
        field.edit->clear();
    for (FacetRow *row : m_statuses)
        row->setChecked(false);
    for (FacetRow *row : m_triggers)
        row->setChecked(false);
    announce();
}

void FilterPane::showClear()
{
    TaskQuery own = query();
    own.text.clear(); // the tool bar's
    m_clear->setVisible(own.narrowsServer() || own.narrowsLoaded());
}

void FilterPane::showUnknownRows()
{
    // A cloud seldom says what we do not know: these rows come when they are needed.
    for (FacetRow *row : {m_statuses.back(), m_triggers.back()})
        row->setVisible(row->count() > 0 || row->isChecked());
}

void FilterPane::showCounts(const FacetCounts &counts)
{
    const int largestStatus = *std::ranges::max_element(counts.statuses.counts);
    for (std::size_t i = 0; i < m_statuses.size(); ++i)
        m_statuses.at(i)->showCount(counts.statuses.of(shownStatuses.at(i)), largestStatus);
    const int largestTrigger = *std::ranges::max_element(counts.triggers);
    for (std::size_t i = 0; i < m_triggers.size(); ++i) {
        const auto trigger = static_cast<std::size_t>(shownTriggers.at(i));
        m_triggers.at(i)->showCount(counts.triggers.at(trigger), largestTrigger);
    }
    showUnknownRows();
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
    //: Title over the fields that narrow what the registry is asked for
    m_askTitle->setText(tr("Ask the registry"));
    m_askCaption->setText(tr("Asked of the registry: exact names"));
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the filters"));
    const std::array words = {tr("Namespace"), tr("Repository"), tr("Tag"), tr("Batch")};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_fields.at(i).label->setText(words.at(i));
        m_fields.at(i).edit->setAccessibleName(words.at(i));
        //: Placeholder of an empty filter field
        m_fields.at(i).edit->setPlaceholderText(tr("any"));
    }
    m_statusTitle->setText(tr("Status"));
    for (std::size_t i = 0; i < m_statuses.size(); ++i)
        m_statuses.at(i)->retranslate(displayName(shownStatuses.at(i)));
    //: What started a task
    m_triggerTitle->setText(tr("Trigger"));
    for (std::size_t i = 0; i < m_triggers.size(); ++i)
        m_triggers.at(i)->retranslate(displayName(shownTriggers.at(i)));
    m_coverage->setText(coverageText());
}

void FilterPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
