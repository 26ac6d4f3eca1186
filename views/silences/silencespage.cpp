#include "silencespage.h"

#include "printable.h"
#include "silencewords.h"
#include "widgetparts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

SilencesPage::SilencesPage(QWidget *parent)
    : QWidget(parent),
      m_title(makeSectionTitle(this)),
      m_hint(makeHint(this)),
      m_list(new QListWidget(this)),
      m_add(makeButton(u"addSilence"_s, nullptr, this)),
      m_edit(makeButton(u"editSilence"_s, nullptr, this)),
      m_remove(makeButton(u"removeSilence"_s, nullptr, this))
{
    m_list->setObjectName(u"silences"_s);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_add, m_edit, m_remove}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    column->addWidget(m_hint);
    connect(m_list, &QListWidget::currentRowChanged, this, &SilencesPage::enableButtons);
    connect(m_list, &QListWidget::itemActivated, this, &SilencesPage::edit);
    connect(m_add, &QPushButton::clicked, this, &SilencesPage::add);
    connect(m_edit, &QPushButton::clicked, this, &SilencesPage::edit);
    connect(m_remove, &QPushButton::clicked, this, &SilencesPage::remove);
    retranslate();
}

void SilencesPage::setChoices(SilenceChoices choices)
{
    m_choices = std::move(choices);
    fill(m_list->currentRow());
}

void SilencesPage::showSilences(const Silences &silences)
{
    m_silences = silences;
    fill(0);
}

void SilencesPage::showTeam(const Silences &silences)
{
    m_team = silences;
    fill(m_list->currentRow());
}

bool SilencesPage::isOfTeam(int row) const
{
    return row >= static_cast<int>(m_silences.size());
}

QString SilencesPage::lineOf(const Silence &silence) const
{
    const TimeContext now = m_choices.now();
    const QString times = silenceTimesText(silence, now);
    const QString kind = silence.kind == Silence::Kind::Mute ? tr("Muted") : tr("Maintenance");
    const QString state = isOver(silence, now.now)     ? tr("over")
                          : periodAt(silence, now.now) ? tr("now")
                                                       : QString();
    //: Who muted something for the whole team
    const QString maker = silence.by.isEmpty()
                              ? QString()
                              : tr("for the team, by %1").arg(isolated(printable(silence.by)));
    QStringList facts{kind, times, state, maker};
    facts.removeAll(QString());
    return silencedWhyText(silence) + u'\n' + facts.join(tr(" · "));
}

void SilencesPage::fill(int current)
{
    m_list->clear();
    for (const Silence &silence : m_silences)
        m_list->addItem(lineOf(silence));
    for (const Silence &silence : m_team)
        m_list->addItem(lineOf(silence));
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    enableButtons();
}

void SilencesPage::enableButtons()
{
    const int row = m_list->currentRow();
    const bool isTeams = row >= 0 && isOfTeam(row);
    m_add->setEnabled(m_silences.size() < Silence::most);
    m_edit->setEnabled(row >= 0 && !isTeams); // it is withdrawn, and made anew
    m_remove->setEnabled(row >= 0 && (!isTeams || m_choices.mayTellTeam));
    m_remove->setText(isTeams ? tr("With&draw") : tr("Re&move"));
}

void SilencesPage::add()
{
    ask({});
}

void SilencesPage::edit()
{
    const int row = m_list->currentRow();
    if (row >= 0 && !isOfTeam(row))
        ask(static_cast<std::size_t>(m_list->currentRow()));
}

void SilencesPage::ask(std::optional<std::size_t> edited)
{
    auto *dialog = new SilenceDialog(m_choices, this);
    if (edited)
        dialog->showSilence(m_silences.at(*edited));
    connect(dialog, &SilenceDialog::chosen, this, [this, edited](const Silence &silence) {
        if (edited)
            m_silences.at(*edited) = silence;
        else
            m_silences.push_back(silence);
        fill(edited ? static_cast<int>(*edited) : static_cast<int>(m_silences.size()) - 1);
    });
    connect(dialog, &SilenceDialog::chosenForTeam, this,
            [this, dialog](const Silence &silence) { Q_EMIT chosenForTeam(dialog, silence); });
    dialog->open();
}

void SilencesPage::remove()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    if (isOfTeam(row))
        return Q_EMIT withdrawRequested(
            m_team.at(static_cast<std::size_t>(row) - m_silences.size()).noteId);
    m_silences.erase(m_silences.begin() + row);
    fill(row);
    if (m_silences.empty())
        m_add->setFocus(); // the pressed button is disabled now
}

void SilencesPage::retranslate()
{
    //: Title of a page of the settings: what is silenced, and when
    m_title->setText(tr("Mutes and maintenance"));
    m_list->setAccessibleName(m_title->text());
    //: Button; opens a dialog
    m_add->setText(tr("&Add…"));
    m_edit->setText(tr("&Edit…"));
    m_hint->setText(tr("Nothing of what is listed here is notified of or counted in the tray while "
                       "it is muted; lists and numbers show it as before. Views and routes are "
                       "muted by their menus too."));
    fill(m_list->currentRow());
}
