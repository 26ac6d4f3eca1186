#include "profilechooser.h"

#include "theme.h"
#include "widgetparts.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int underCheckBox = 22; ///< where the text of a check box begins

SyncTaskStatus colourOfChoice(ProfileChoice::State state)
{
    switch (state) {
    case ProfileChoice::State::Expired:
    case ProfileChoice::State::Refused:
        return SyncTaskStatus::Error;
    case ProfileChoice::State::Usable: // which the registry may still refuse
    case ProfileChoice::State::Fetched:
        break;
    }
    return SyncTaskStatus::Canceled;
}

/// Names are a person's: a '&' in them is no shortcut.
QString asCheckBoxText(QString text)
{
    constexpr qsizetype longest = 60;
    if (text.size() > longest)
        text = text.left(longest / 2) + u'…' + text.right(longest / 2);
    return text.replace(u'&', u"&&"_s);
}

} // namespace

ProfileChooser::ProfileChooser(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
}

void ProfileChooser::showChoices(const ProfileChoices &choices)
{
    const bool isSame = choices.profiles == m_choices.profiles &&
                        choices.problem == m_choices.problem &&
                        choices.keychain.isChanging == m_choices.keychain.isChanging;
    m_choices = choices;
    if (!isSame)
        fill();
}

void ProfileChooser::showSelection(const ProfileSelection &selection)
{
    m_selection = selection;
    fill();
}

QWidget *ProfileChooser::firstField() const
{
    const auto checked = std::ranges::find_if(m_boxes, &QCheckBox::isChecked);
    if (checked != m_boxes.end())
        return *checked;
    return m_boxes.empty() ? nullptr : m_boxes.front();
}

void ProfileChooser::fill()
{
    QString focused;
    if (const QWidget *field = focusWidget(); field && field->hasFocus())
        focused = field->objectName();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // it may be the one whose signal is being handled
            widget->setObjectName({});
            for (QWidget *part : widget->findChildren<QWidget *>())
                part->setObjectName({});
            widget->deleteLater();
        }
        delete item;
    }
    m_boxes.clear();
    m_shown = m_choices.profiles;
    for (const QString &name : std::as_const(m_selection.names)) {
        if (std::ranges::find(m_shown, name, &ProfileChoice::name) == m_shown.end())
            m_shown.push_back({.name = name,
                               .title = name,
                               .from = {},
                               .state = ProfileChoice::State::Refused,
                               .stateText = tr("It is not there any more."),
                               .origin = ProfileChoice::Origin::Tool,
                               .entry = {}});
    }
    for (const ProfileChoice &choice : m_shown)
        addRow(choice);
    addAllRow();
    showChecks();
    if (auto *field = focused.isEmpty() ? nullptr : findChild<QWidget *>(focused))
        field->setFocus();
    Q_EMIT refilled();
}

void ProfileChooser::addRow(const ProfileChoice &choice)
{
    auto *row = new QWidget(this);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto *box = new QCheckBox(asCheckBoxText(choice.title), row);
    box->setObjectName(u"watch_"_s + choice.name);
    box->setAccessibleDescription(choice.from + u' ' + choice.stateText);
    box->setToolTip(plainToolTip(choice.title));
    m_boxes.push_back(box);
    column->addWidget(box);
    const auto addText = [row, column](const QString &name, const QString &text) {
        QLabel *label =
            makeWrappedLabel(name, TextStyle::Secondary, QPalette::PlaceholderText, row);
        label->setText(text);
        label->setContentsMargins(underCheckBox, 0, 0, 0);
        label->setVisible(!text.isEmpty());
        column->addWidget(label);
        return label;
    };
    addText(u"from_"_s + choice.name, choice.from);
    QLabel *state = addText(u"state_"_s + choice.name, choice.stateText);
    QPalette colours = state->palette();
    colours.setColor(QPalette::PlaceholderText,
                     statusText(colourOfChoice(choice.state), palette()));
    if (colourOfChoice(choice.state) == SyncTaskStatus::Error)
        state->setPalette(colours);
    if (choice.origin == ProfileChoice::Origin::Keychain)
        addKeyButtons(*column, choice);
    m_rows->addWidget(row);
    connect(box, &QCheckBox::clicked, this,
            [this, name = choice.name](bool isOn) { setChecked(name, isOn); });
}

void ProfileChooser::addKeyButtons(QVBoxLayout &column, const ProfileChoice &choice)
{
    const QString &entry = choice.entry;
    auto *line = new QHBoxLayout;
    line->setContentsMargins(underCheckBox - 2, 0, 0, 0);
    line->setSpacing(8);
    QWidget *row = column.parentWidget();
    QPushButton *replace = makeButton(u"replaceKey_"_s + entry, "link", row);
    replace->setText(tr("Replace…"));
    //: %1 is the name of a key
    replace->setAccessibleName(tr("Replace key %1").arg(entry));
    QPushButton *remove = makeButton(u"removeEntry_"_s + entry, "link", row);
    remove->setText(tr("Remove…"));
    //: %1 is the name of a key
    remove->setAccessibleName(tr("Remove key %1").arg(entry));
    for (QPushButton *button : {replace, remove}) {
        button->setEnabled(!m_choices.keychain.isChanging);
        line->addWidget(button);
    }
    line->addStretch(1);
    column.addLayout(line);
    connect(replace, &QPushButton::clicked, this,
            [this, name = entry] { Q_EMIT replaceRequested(name); });
    connect(remove, &QPushButton::clicked, this,
            [this, name = entry] { Q_EMIT removeRequested(name); });
}

void ProfileChooser::addAllRow()
{
    m_all = new QCheckBox(tr("Every profile of the aliyun CLI, also later ones"), this);
    m_all->setObjectName(u"watchAllProfiles"_s);
    m_all->setVisible(m_choices.problem.isEmpty() || m_selection.isAll);
    m_rows->addWidget(m_all);
    connect(m_all, &QCheckBox::clicked, this, [this](bool isAll) {
        m_selection.isAll = isAll;
        showChecks();
        Q_EMIT selectionChanged();
    });
}

void ProfileChooser::setChecked(const QString &name, bool isChecked)
{
    if (m_selection.isAll)
        return;
    if (name.isEmpty())
        m_selection.names.clear(); // what is configured stands for none
    else if (!isChecked)
        m_selection.names.removeAll(name);
    else if (!m_selection.names.contains(name))
        m_selection.names << name;
    if (m_shown.size() == m_choices.profiles.size())
        showChecks();
    else
        fill(); // what was chosen and is gone is not shown any more
    Q_EMIT selectionChanged();
}

bool ProfileChooser::isChecked(const ProfileChoice &choice) const
{
    if (m_selection.isAll)
        return choice.origin == ProfileChoice::Origin::Tool;
    return choice.name.isEmpty() ? m_selection.names.isEmpty()
                                 : m_selection.names.contains(choice.name);
}

void ProfileChooser::showChecks()
{
    m_all->setChecked(m_selection.isAll);
    for (std::size_t row = 0; row < m_boxes.size(); ++row) {
        const ProfileChoice &choice = m_shown[row];
        m_boxes[row]->setChecked(isChecked(choice));
        // One that became unusable can be taken back.
        m_boxes[row]->setEnabled(!m_selection.isAll &&
                                 (choice.state != ProfileChoice::State::Refused ||
                                  isChecked(choice) ||
                                  choice.origin == ProfileChoice::Origin::Configured));
    }
}
