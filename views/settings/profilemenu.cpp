#include "profilemenu.h"

#include "widgetparts.h"

#include <QEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

ProfileMenu::ProfileMenu(QWidget *parent) : QMenu(parent)
{
    setObjectName(u"profileMenu"_s);
    setToolTipsVisible(true);
    setStyleSheet(u"QMenu { menu-scrollable: 1; }"_s); // a long list scrolls
    menuAction()->setVisible(false);                   // until somebody knows of profiles
    fill();
}

void ProfileMenu::showProfiles(const std::vector<Entry> &entries, const QStringList &chosen,
                               const QString &problem)
{
    m_entries = entries;
    m_chosen = chosen;
    m_problem = problem;
    for (const QString &name : chosen) {
        if (std::ranges::find(m_entries, name, &Entry::name) == m_entries.end())
            m_entries.push_back({.name = name});
    }
    menuAction()->setVisible(true);
    fill();
}

void ProfileMenu::fill()
{
    //: Menu: profiles (of the vendor's command line tool) whose accounts are watched
    setTitle(tr("Profiles"));
    clear();
    addDefault();
    addSeparator();
    for (const Entry &entry : m_entries)
        addProfile(entry);
    if (!m_problem.isEmpty())
        addProblem();
}

void ProfileMenu::addDefault()
{
    //: No profile is chosen: the key that the environment or the tool's configuration names
    QAction *action = addAction(tr("As configured"), this, [this] {
        fill(); // the click took the check mark away
        if (!m_chosen.isEmpty())
            Q_EMIT profilesChosen({});
    });
    action->setObjectName(u"profileDefault"_s);
    action->setToolTip(tr("The key of the environment, else the current profile"));
    action->setCheckable(true);
    action->setChecked(m_chosen.isEmpty());
}

void ProfileMenu::addProfile(const Entry &entry)
{
    QString text = entry.name;
    text.replace(u'&', u"&&"_s);
    const bool isChosen = m_chosen.contains(entry.name);
    QAction *action = addAction(text, this, [this, name = entry.name, isChosen] {
        QStringList chosen = m_chosen;
        if (isChosen)
            chosen.removeAll(name);
        else
            chosen << name;
        Q_EMIT profilesChosen(chosen);
    });
    action->setObjectName(u"profile_"_s + entry.name);
    action->setCheckable(true);
    action->setChecked(isChosen);
    // One that became unusable can be taken back.
    action->setEnabled(entry.problem.isEmpty() || isChosen);
    action->setToolTip(plainToolTip(entry.problem.isEmpty() ? entry.name : entry.problem));
}

void ProfileMenu::addProblem()
{
    //: Menu: there are no profiles (of the vendor's command line tool)
    QAction *action = addAction(tr("None found"));
    action->setObjectName(u"profileProblem"_s);
    action->setEnabled(false);
    action->setToolTip(plainToolTip(m_problem));
}

void ProfileMenu::changeEvent(QEvent *event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}
