#include "keyspage.h"

#include "keyline.h"
#include "widgetparts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int actionWidth = 320;
constexpr int keyEditWidth = 200;

} // namespace

KeysPage::KeysPage(QWidget *parent)
    : QWidget(parent),
      m_title(makeSectionTitle(this)),
      m_tree(new QTreeWidget(this)),
      m_editLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_edit(new QKeySequenceEdit(this)),
      m_remove(makeButton(u"removeKey"_s, nullptr, this)),
      m_usual(makeButton(u"usualKey"_s, nullptr, this)),
      m_problem(
          makeWrappedLabel(u"keyProblem"_s, TextStyle::Secondary, QPalette::WindowText, this)),
      m_hint(makeHint(this))
{
    m_tree->setObjectName(u"keyedActions"_s);
    m_tree->setColumnCount(2);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setMinimumHeight(220);
    m_tree->header()->resizeSection(0, actionWidth);
    m_edit->setObjectName(u"keyEdit"_s);
    m_edit->setFixedWidth(keyEditWidth);
    m_editLabel->setBuddy(m_edit);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(m_editLabel);
    line->addWidget(m_edit);
    for (QPushButton *button : {m_remove, m_usual}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    line->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_tree, 1);
    column->addLayout(line);
    column->addWidget(m_problem);
    column->addWidget(m_hint);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &KeysPage::showCurrent);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] { m_edit->setFocus(); });
    connect(m_edit, &QKeySequenceEdit::editingFinished, this, &KeysPage::assign);
    connect(m_remove, &QPushButton::clicked, this, [this] { setKeys({}); });
    connect(m_usual, &QPushButton::clicked, this, [this] {
        const KeyedAction *action = current();
        if (!action)
            return;
        KeyChoices without = m_choices;
        without.remove(action->name);
        for (const QKeySequence &key : action->usual) {
            if (const KeyedAction *owner = ownerOfKey(key, action->name, m_groups, without))
                return showProblem(tr("%1 is the key of “%2”. Remove it there first.")
                                       .arg(keysText({key}), owner->text));
        }
        setKeys(action->usual);
    });
    retranslate();
}

void KeysPage::setActions(std::vector<KeyGroup> groups)
{
    m_groups = std::move(groups);
    fill();
}

void KeysPage::showChoices(const KeyChoices &choices)
{
    m_choices = choices;
    showKeys();
    showCurrent();
}

void KeysPage::fill()
{
    const QTreeWidgetItem *former = m_tree->currentItem();
    const QString name = former ? former->data(0, Qt::UserRole).toString() : QString();
    m_tree->clear();
    for (const KeyGroup &group : m_groups) {
        auto *title = new QTreeWidgetItem(m_tree, {group.title});
        title->setFlags(Qt::ItemIsEnabled);
        title->setSizeHint(0, {0, sideBarRowHeight()});
        for (const KeyedAction &action : group.actions) {
            auto *item = new QTreeWidgetItem(title, {action.text});
            item->setData(0, Qt::UserRole, action.name);
            item->setSizeHint(0, {0, sideBarRowHeight()});
            if (action.name == name)
                m_tree->setCurrentItem(item);
        }
    }
    m_tree->expandAll();
    showKeys();
    showCurrent();
}

void KeysPage::showKeys()
{
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        QTreeWidgetItem *title = m_tree->topLevelItem(group);
        title->setData(1, Qt::AccessibleTextRole, title->text(0)); // its line has no keys
        for (int row = 0; row < title->childCount(); ++row) {
            QTreeWidgetItem *item = title->child(row);
            const KeyedAction *action = actionOf(*item);
            item->setText(1, action ? keysText(keysOf(*action, m_choices)) : QString());
            const QString shown = item->text(1);
            //: Of an action, for a screen reader
            item->setData(1, Qt::AccessibleTextRole, shown.isEmpty() ? tr("No key") : shown);
            QFont font = m_tree->font();
            font.setBold(action && m_choices.contains(action->name)); // not the usual ones
            item->setFont(1, font);
        }
    }
}

const KeyedAction *KeysPage::actionOf(const QTreeWidgetItem &item) const
{
    const QString name = item.data(0, Qt::UserRole).toString();
    for (const KeyGroup &group : m_groups) {
        for (const KeyedAction &action : group.actions) {
            if (action.name == name)
                return &action;
        }
    }
    return nullptr;
}

const KeyedAction *KeysPage::current() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return item ? actionOf(*item) : nullptr;
}

void KeysPage::showCurrent()
{
    const KeyedAction *action = current();
    const QList<QKeySequence> keys = action ? keysOf(*action, m_choices) : QList<QKeySequence>();
    m_edit->setKeySequence(keys.value(0));
    m_edit->setEnabled(action != nullptr);
    m_remove->setEnabled(!keys.isEmpty());
    m_usual->setEnabled(action != nullptr && m_choices.contains(action->name));
    showProblem({});
}

void KeysPage::showProblem(const QString &problem)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, colors));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_edit->setAccessibleDescription(problem);
}

/// What was pressed first: a sequence of several keys would wait for the others.
void KeysPage::assign()
{
    const KeyedAction *action = current();
    const QKeySequence pressed = m_edit->keySequence();
    if (!action || pressed.isEmpty() || pressed == keysOf(*action, m_choices).value(0))
        return;
    const QKeySequence key(pressed[0]);
    const KeyedAction *owner = ownerOfKey(key, action->name, m_groups, m_choices);
    const QString problem =
        isFixedKey(key)
            //: %1 is a key
            ? tr("%1 has a fixed meaning in this window. Choose another.").arg(keysText({key}))
            : owner
                  //: %1 is a key, %2 an action
                  ? tr("%1 is the key of “%2”. Choose another, or remove it there first.")
                        .arg(keysText({key}), owner->text)
                  : QString();
    if (problem.isEmpty())
        return setKeys({key});
    m_edit->setKeySequence(keysOf(*action, m_choices).value(0));
    showProblem(problem);
}

void KeysPage::setKeys(const QList<QKeySequence> &keys)
{
    const KeyedAction *action = current();
    if (!action)
        return;
    if (keys == action->usual)
        m_choices.remove(action->name);
    else
        m_choices[action->name] = keysToText(keys);
    showKeys();
    showCurrent();
}

void KeysPage::retranslate()
{
    //: Title of a page of the settings: which keys do what
    m_title->setText(tr("Keys"));
    m_tree->setAccessibleName(m_title->text());
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_editLabel->setText(tr("&New key"));
    m_edit->setAccessibleName(tr("New key of the chosen action"));
    m_remove->setText(tr("Re&move"));
    m_usual->setText(tr("&Usual key"));
    m_hint->setText(tr("Choose an action, then press its new key. Keys that move within tables, "
                       "boxes and the chart are fixed."));
}
