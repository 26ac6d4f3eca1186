#include "ruleform.h"

#include "copyinputs.h"
#include "displaytext.h"
#include "idbox.h"
#include "widgetparts.h"

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

} // namespace

int RuleForm::Choice::value() const
{
    return box->currentData().toInt();
}

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent),
      m_grid(new QGridLayout(this)),
      m_sourceTitle(makeSectionTitle(this)),
      m_targetTitle(makeSectionTitle(this))
{
    // In the order in which Tab visits them.
    addLine(RuleField::Name, u"ruleName"_s);
    addBox(RuleField::Source, u"ruleSource"_s);
    m_scope = makeChoice(u"ruleScope"_s, {static_cast<int>(SyncScope::Namespace),
                                          static_cast<int>(SyncScope::Repo)});
    addLine(RuleField::Namespace, u"ruleNamespace"_s);
    addLine(RuleField::Repository, u"ruleRepository"_s);
    m_trigger = makeChoice(u"ruleTrigger"_s, {static_cast<int>(TaskTrigger::Passive),
                                              static_cast<int>(TaskTrigger::Initiative)});
    addBox(RuleField::Target, u"ruleTarget"_s).letType();
    addBox(RuleField::TargetRegion, u"ruleRegion"_s).letType();
    addLine(RuleField::TargetNamespace, u"ruleTargetNamespace"_s);
    addLine(RuleField::TargetRepository, u"ruleTargetRepository"_s);
    addLine(RuleField::TargetAccount, u"ruleAccount"_s);
    addLine(RuleField::RepositoryFilter, u"ruleRepositories"_s);
    addLine(RuleField::TagFilter, u"ruleTags"_s);
    at(RuleField::TagFilter).line()->setText(u".*"_s);
    layOut();
    retranslate();
    connectParts();
    change();
}

void RuleForm::addLine(RuleField field, const QString &objectName)
{
    at(field) = FormField(objectName, new QLineEdit(this), this);
}

IdBox &RuleForm::addBox(RuleField field, const QString &objectName)
{
    auto *box = new IdBox(this);
    at(field) = FormField(objectName, box, this);
    return *box;
}

RuleForm::Choice RuleForm::makeChoice(const QString &objectName, std::initializer_list<int> values)
{
    Choice made{.label = makeLabel(TextStyle::Body, QPalette::WindowText, this),
                .box = new QComboBox(this)};
    made.box->setObjectName(objectName);
    for (const int value : values)
        made.box->addItem(QString(), value);
    made.label->setBuddy(made.box);
    return made;
}

void RuleForm::connectParts()
{
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const auto field = static_cast<RuleField>(i);
        if (const QLineEdit *line = at(field).line()) {
            connect(line, &QLineEdit::textEdited, this, [this, field] {
                at(field).setTouched(true);
                follow();
                change();
            });
        } else {
            connect(at(field).box(), &QComboBox::editTextChanged, this, [this, field] {
                at(field).setTouched(true);
                change();
            });
        }
    }
    for (const QComboBox *box :
         {static_cast<QComboBox *>(at(RuleField::Source).box()), m_scope.box, m_trigger.box})
        connect(box, &QComboBox::currentIndexChanged, this, &RuleForm::change);
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
    place(m_scope, row);
    place(RuleField::TargetRegion, row, targetColumn);
    row += 2;
    place(RuleField::Namespace, row, labelColumn);
    place(RuleField::TargetNamespace, row, targetColumn);
    row += 2;
    place(RuleField::Repository, row, labelColumn);
    place(RuleField::TargetRepository, row, targetColumn);
    row += 2;
    place(m_trigger, row);
    place(RuleField::TargetAccount, row, targetColumn);
    row += 2;
    place(RuleField::RepositoryFilter, row, labelColumn, wholeWidth);
    row += 2;
    place(RuleField::TagFilter, row, labelColumn, wholeWidth);
}

void RuleForm::place(RuleField field, int row, int column, int width) const
{
    at(field).place(*m_grid, row, column, width);
}

void RuleForm::place(const Choice &choice, int row) const
{
    m_grid->addWidget(choice.label, row, labelColumn);
    m_grid->addWidget(choice.box, row, labelColumn + 1);
}

void RuleForm::showInstances(const std::vector<RegistryInstance> &sources,
                             const std::vector<RegistryInstance> &watched,
                             const std::vector<RegistryInstance> &others)
{
    m_sources = sources;
    m_targets = watched;
    m_watchedCount = watched.size();
    m_targets.insert(m_targets.end(), others.begin(), others.end());
    at(RuleField::Source).box()->showInstances(sources);
    at(RuleField::Target).box()->showInstances(m_targets);
    for (FormField &field : m_fields)
        field.setTouched(false); // it was not a person who wrote in it
    change();
}

RuleDraft RuleForm::draft() const
{
    const auto source =
        std::ranges::find(m_sources, name(RuleField::Source), &RegistryInstance::id);
    const RegistryInstance *target = knownTarget();
    const bool isWatched = target != nullptr &&
                           target < m_targets.data() + static_cast<std::ptrdiff_t>(m_watchedCount);
    const bool isRegionKnown = target != nullptr && !target->regionId.isEmpty();
    RuleDraft draft{.rule = {.name = name(RuleField::Name),
                             .namespaceName = name(RuleField::Namespace),
                             .repoName = name(RuleField::Repository),
                             .tagFilter = at(RuleField::TagFilter).value(),
                             .repoNameFilter = at(RuleField::RepositoryFilter).value(),
                             .trigger = static_cast<TaskTrigger>(m_trigger.value()),
                             .target = {.instanceId = name(RuleField::Target),
                                        .regionId = isRegionKnown ? target->regionId
                                                                  : name(RuleField::TargetRegion),
                                        .namespaceName = name(RuleField::TargetNamespace),
                                        .repoName = name(RuleField::TargetRepository)},
                             .targetUserId = name(RuleField::TargetAccount)},
                    .scope = scope(),
                    .isTargetWatched = isWatched};
    if (source != m_sources.end()) {
        draft.rule.instance = refTo(*source);
        draft.isTargetForeign = isWatched && target->account != source->account;
    }
    return draft;
}

SyncScope RuleForm::scope() const
{
    return static_cast<SyncScope>(m_scope.value());
}

const RegistryInstance *RuleForm::knownTarget() const
{
    const auto found = std::ranges::find(m_targets, name(RuleField::Target), &RegistryInstance::id);
    return found == m_targets.end() ? nullptr : &*found;
}

void RuleForm::follow()
{
    followSource(*at(RuleField::Namespace).line(), *at(RuleField::TargetNamespace).line());
    followSource(*at(RuleField::Repository).line(), *at(RuleField::TargetRepository).line());
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
    const bool isForOne = scope() == SyncScope::Repo;
    at(RuleField::Repository).setVisible(isForOne);
    at(RuleField::TargetRepository).setVisible(isForOne);
    at(RuleField::RepositoryFilter).setVisible(!isForOne);
    const RegistryInstance *target = knownTarget();
    at(RuleField::TargetRegion).setVisible(!target || target->regionId.isEmpty());
}

void RuleForm::showFaults()
{
    const std::vector<RuleFault> faults = faultsIn(draft());
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const auto fault = std::ranges::find(faults, static_cast<RuleField>(i), &RuleFault::field);
        m_fields.at(i).showFault(fault == faults.end() ? QString() : fault->text);
    }
}

bool RuleForm::showAllFaults()
{
    for (FormField &field : m_fields)
        field.setTouched(true);
    showFaults();
    const std::vector<RuleFault> faults = faultsIn(draft());
    if (faults.empty())
        return false;
    at(faults.front().field).input().setFocus(Qt::OtherFocusReason);
    return true;
}

void RuleForm::retranslate()
{
    m_sourceTitle->setText(tr("Source"));
    m_targetTitle->setText(tr("Destination"));
    at(RuleField::Name).setTitle(tr("Name"));
    at(RuleField::Source).setTitle(tr("Instance"));
    at(RuleField::Namespace).setTitle(tr("Namespace"));
    at(RuleField::Repository).setTitle(tr("Repository"));
    //: A field for a regular expression
    at(RuleField::TagFilter).setTitle(tr("Tags"));
    //: A field for a regular expression
    at(RuleField::RepositoryFilter).setTitle(tr("Repositories"));
    at(RuleField::Target).setTitle(tr("Instance"));
    at(RuleField::TargetRegion).setTitle(tr("Region"));
    at(RuleField::TargetNamespace).setTitle(tr("Namespace"));
    at(RuleField::TargetRepository).setTitle(tr("Repository"));
    at(RuleField::TargetAccount).setTitle(tr("Account id"));
    //: What starts the tasks of a rule
    m_trigger.label->setText(tr("Trigger"));
    //: What a rule copies
    m_scope.label->setText(tr("Copies"));
    QComboBox &trigger = *m_trigger.box;
    for (int i = 0; i < trigger.count(); ++i)
        trigger.setItemText(i, displayName(static_cast<TaskTrigger>(trigger.itemData(i).toInt())));
    m_scope.box->setItemText(0, tr("A whole namespace"));
    m_scope.box->setItemText(1, tr("One repository"));
    at(RuleField::TargetRegion).box()->showRegions();
    retranslateHints();
    showFaults();
}

void RuleForm::retranslateHints()
{
    at(RuleField::Target).setHint(tr("name, or id such as cri-…"));
    at(RuleField::TargetRegion).setHint(tr("place, or id such as cn-hangzhou"));
    at(RuleField::TagFilter).setHint(tr("regular expression, .* for all"));
    at(RuleField::RepositoryFilter).setHint(tr("regular expression, empty for all"));
    at(RuleField::TargetAccount).setHint(tr("only where it is another account's"));
}

void RuleForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
