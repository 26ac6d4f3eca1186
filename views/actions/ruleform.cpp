#include "ruleform.h"

#include "displaytext.h"
#include "elidedlabel.h"
#include "instancechoice.h"
#include "region.h"
#include "widgetparts.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int labelColumn = 0;
constexpr int gapColumn = 2;
constexpr int targetColumn = 3; // of the labels at the right
constexpr int wholeWidth = 4;   // of an input that has the room of both ends
constexpr int inputWidth = 210;

/// Keeps what is chosen.
void setEntries(QComboBox &box, const std::vector<RegistryInstance> &instances)
{
    const QString chosen = chosenIn(box);
    box.clear();
    for (const RegistryInstance &instance : instances)
        box.addItem(instanceEntry(instance), instance.id);
    box.setCurrentIndex(std::max(box.findData(chosen), box.isEditable() ? -1 : 0));
}

} // namespace

// The fields come in the order in which Tab visits them.
RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent),
      m_grid(new QGridLayout(this)),
      m_sourceTitle(makeSectionTitle(this)),
      m_targetTitle(makeSectionTitle(this)),
      m_name(addText(RuleField::Name, u"ruleName"_s)),
      m_source(addChoice(RuleField::Source, u"ruleSource"_s)),
      m_scopeLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_scope(new QComboBox(this)),
      m_namespace(addText(RuleField::Namespace, u"ruleNamespace"_s)),
      m_repository(addText(RuleField::Repository, u"ruleRepository"_s)),
      m_triggerLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_trigger(new QComboBox(this)),
      m_target(addChoice(RuleField::Target, u"ruleTarget"_s)),
      m_region(addChoice(RuleField::TargetRegion, u"ruleRegion"_s)),
      m_targetNamespace(addText(RuleField::TargetNamespace, u"ruleTargetNamespace"_s)),
      m_targetRepository(addText(RuleField::TargetRepository, u"ruleTargetRepository"_s)),
      m_account(addText(RuleField::TargetAccount, u"ruleAccount"_s)),
      m_repositoryFilter(addText(RuleField::RepositoryFilter, u"ruleRepositories"_s)),
      m_tagFilter(addText(RuleField::TagFilter, u"ruleTags"_s))
{
    m_trigger->setObjectName(u"ruleTrigger"_s);
    for (const TaskTrigger trigger : {TaskTrigger::Passive, TaskTrigger::Initiative})
        m_trigger->addItem(QString(), static_cast<int>(trigger));
    m_triggerLabel->setBuddy(m_trigger);
    m_scope->setObjectName(u"ruleScope"_s);
    for (const SyncScope scope : {SyncScope::Namespace, SyncScope::Repo})
        m_scope->addItem(QString(), static_cast<int>(scope));
    m_scopeLabel->setBuddy(m_scope);
    for (QComboBox *box : {m_target, m_region}) {
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        connect(box, &QComboBox::editTextChanged, this, &RuleForm::change);
    }
    for (const Region &region : knownRegions())
        m_region->addItem(QString(), region.id.toString());
    m_region->setCurrentIndex(-1);
    m_tagFilter->setText(u".*"_s);
    layOut();
    for (QComboBox *box : {m_trigger, m_source, m_scope})
        connect(box, &QComboBox::currentIndexChanged, this, &RuleForm::change);
    retranslate();
    change();
}

RuleForm::~RuleForm() = default;

void RuleForm::addField(RuleField field, QWidget *input, const QString &name)
{
    Field &made = at(field);
    made.label = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    made.input = input;
    made.fault = new ElidedLabel(this); // one that wraps would let the layout guess
    made.fault->setFont(textFont(TextStyle::Secondary, font()));
    made.fault->setForegroundRole(QPalette::WindowText);
    made.fault->setObjectName(name + u"Fault"_s);
    made.fault->hide();
    made.label->setBuddy(input);
    input->setObjectName(name);
    input->setMinimumWidth(inputWidth);
}

QLineEdit *RuleForm::addText(RuleField field, const QString &name)
{
    auto *line = new QLineEdit(this);
    addField(field, line, name);
    connect(line, &QLineEdit::textEdited, this, [this, field] {
        touch(field);
        followSource();
        change();
    });
    return line;
}

QComboBox *RuleForm::addChoice(RuleField field, const QString &name)
{
    auto *box = new QComboBox(this);
    addField(field, box, name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(box, &QComboBox::editTextChanged, this, [this, field] { touch(field); });
    return box;
}

void RuleForm::layOut()
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(labelColumn + 1, 1);
    m_grid->setColumnStretch(targetColumn + 1, 1);
    m_grid->setColumnMinimumWidth(gapColumn, 12);
    int row = 0;
    place(RuleField::Name, row, labelColumn, wholeWidth);
    row += 2; // what is wrong stands between
    m_grid->addWidget(m_sourceTitle, row, labelColumn, 1, 2);
    m_grid->addWidget(m_targetTitle, row, targetColumn, 1, 2);
    ++row;
    place(RuleField::Source, row, labelColumn);
    place(RuleField::Target, row, targetColumn);
    row += 2;
    m_grid->addWidget(m_scopeLabel, row, labelColumn);
    m_grid->addWidget(m_scope, row, labelColumn + 1);
    place(RuleField::TargetRegion, row, targetColumn);
    row += 2;
    place(RuleField::Namespace, row, labelColumn);
    place(RuleField::TargetNamespace, row, targetColumn);
    row += 2;
    place(RuleField::Repository, row, labelColumn);
    place(RuleField::TargetRepository, row, targetColumn);
    row += 2;
    m_grid->addWidget(m_triggerLabel, row, labelColumn);
    m_grid->addWidget(m_trigger, row, labelColumn + 1);
    place(RuleField::TargetAccount, row, targetColumn);
    row += 2;
    place(RuleField::RepositoryFilter, row, labelColumn, wholeWidth);
    row += 2;
    place(RuleField::TagFilter, row, labelColumn, wholeWidth);
}

void RuleForm::place(RuleField field, int row, int column, int width)
{
    const Field &placed = at(field);
    m_grid->addWidget(placed.label, row, column);
    m_grid->addWidget(placed.input, row, column + 1, 1, width);
    m_grid->addWidget(placed.fault, row + 1, column + 1, 1, width);
}

void RuleForm::showInstances(const std::vector<RegistryInstance> &sources,
                             const std::vector<RegistryInstance> &watched,
                             const std::vector<RegistryInstance> &others)
{
    m_sources = sources;
    m_targets = watched;
    m_watchedCount = watched.size();
    m_targets.insert(m_targets.end(), others.begin(), others.end());
    setEntries(*m_source, sources);
    setEntries(*m_target, m_targets);
    for (Field &field : m_fields)
        field.isTouched = false; // it was not a person who wrote in it
    change();
}

RuleDraft RuleForm::draft() const
{
    const auto source =
        std::ranges::find(m_sources, m_source->currentData().toString(), &RegistryInstance::id);
    const RegistryInstance *target = knownTarget();
    const bool isWatched = target != nullptr &&
                           target < m_targets.data() + static_cast<std::ptrdiff_t>(m_watchedCount);
    const bool isRegionKnown = target != nullptr && !target->regionId.isEmpty();
    RuleDraft draft{
        .rule = {.name = m_name->text().trimmed(),
                 .namespaceName = m_namespace->text().trimmed(),
                 .repoName = m_repository->text().trimmed(),
                 .tagFilter = m_tagFilter->text(),
                 .repoNameFilter = m_repositoryFilter->text(),
                 .trigger = static_cast<TaskTrigger>(m_trigger->currentData().toInt()),
                 .target = {.instanceId = chosenIn(*m_target),
                            .regionId = isRegionKnown ? target->regionId : chosenIn(*m_region),
                            .namespaceName = m_targetNamespace->text().trimmed(),
                            .repoName = m_targetRepository->text().trimmed()},
                 .targetUserId = m_account->text().trimmed()},
        .scope = static_cast<SyncScope>(m_scope->currentData().toInt()),
        .isTargetWatched = isWatched};
    if (source != m_sources.end()) {
        draft.rule.instance = refTo(*source);
        draft.isTargetForeign = isWatched && target->account != source->account;
    }
    return draft;
}

const RegistryInstance *RuleForm::knownTarget() const
{
    const auto found = std::ranges::find(m_targets, chosenIn(*m_target), &RegistryInstance::id);
    return found == m_targets.end() ? nullptr : &*found;
}

void RuleForm::touch(RuleField field)
{
    at(field).isTouched = true;
}

/// A copy mostly has the same name; who writes another one keeps it.
void RuleForm::followSource()
{
    for (const auto &[from, to] :
         {std::pair(m_namespace, m_targetNamespace), std::pair(m_repository, m_targetRepository)}) {
        if (!to->isModified())
            to->setText(from->text());
    }
}

void RuleForm::change()
{
    showScope();
    showFaults();
    Q_EMIT draftChanged();
}

/// Only the fields that the rule has.
void RuleForm::showScope()
{
    const bool isForOne = m_scope->currentData().toInt() == static_cast<int>(SyncScope::Repo);
    const auto show = [this](RuleField field, bool isVisible) {
        at(field).label->setVisible(isVisible);
        at(field).input->setVisible(isVisible);
    };
    show(RuleField::Repository, isForOne);
    show(RuleField::TargetRepository, isForOne);
    show(RuleField::RepositoryFilter, !isForOne);
    const RegistryInstance *target = knownTarget();
    show(RuleField::TargetRegion, !target || target->regionId.isEmpty());
}

void RuleForm::showFaults()
{
    const std::vector<RuleFault> faults = faultsIn(draft());
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const Field &field = m_fields.at(i);
        const auto fault = std::ranges::find(faults, static_cast<RuleField>(i), &RuleFault::field);
        const QString text = fault != faults.end() && field.isTouched ? fault->text : QString();
        field.fault->setText(text);
        field.fault->setVisible(!text.isEmpty() && !field.input->isHidden());
        field.input->setAccessibleDescription(text);
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, palette()));
        field.fault->setPalette(colors);
    }
}

bool RuleForm::showAllFaults()
{
    for (Field &field : m_fields)
        field.isTouched = true;
    showFaults();
    const std::vector<RuleFault> faults = faultsIn(draft());
    if (faults.empty())
        return false;
    at(faults.front().field).input->setFocus(Qt::OtherFocusReason);
    return true;
}

void RuleForm::retranslate()
{
    const auto name = [this](RuleField field, const QString &text) {
        at(field).label->setText(text);
        at(field).input->setAccessibleName(text);
    };
    m_sourceTitle->setText(tr("Source"));
    m_targetTitle->setText(tr("Destination"));
    name(RuleField::Name, tr("Name"));
    name(RuleField::Source, tr("Instance"));
    name(RuleField::Namespace, tr("Namespace"));
    name(RuleField::Repository, tr("Repository"));
    //: A field for a regular expression
    name(RuleField::TagFilter, tr("Tags"));
    //: A field for a regular expression
    name(RuleField::RepositoryFilter, tr("Repositories"));
    name(RuleField::Target, tr("Instance"));
    name(RuleField::TargetRegion, tr("Region"));
    name(RuleField::TargetNamespace, tr("Namespace"));
    name(RuleField::TargetRepository, tr("Repository"));
    name(RuleField::TargetAccount, tr("Account id"));
    //: What starts the tasks of a rule
    m_triggerLabel->setText(tr("Trigger"));
    //: What a rule copies
    m_scopeLabel->setText(tr("Copies"));
    for (int i = 0; i < m_trigger->count(); ++i)
        m_trigger->setItemText(
            i, displayName(static_cast<TaskTrigger>(m_trigger->itemData(i).toInt())));
    m_scope->setItemText(0, tr("A whole namespace"));
    m_scope->setItemText(1, tr("One repository"));
    for (int i = 0; i < m_region->count(); ++i)
        m_region->setItemText(i, placeName(m_region->itemData(i).toString()));
    m_target->lineEdit()->setPlaceholderText(tr("name, or id such as cri-…"));
    m_region->lineEdit()->setPlaceholderText(tr("place, or id such as cn-hangzhou"));
    m_tagFilter->setPlaceholderText(tr("regular expression, .* for all"));
    m_repositoryFilter->setPlaceholderText(tr("regular expression, empty for all"));
    m_account->setPlaceholderText(tr("only where it is another account's"));
    showFaults();
}

void RuleForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
