#include "toolbar.h"

#include "filterfield.h"
#include "glyphbutton.h"
#include "printable.h"
#include "region.h"
#include "widgetparts.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int longestInstanceButton = 320;

QString intervalName(std::chrono::seconds interval)
{
    if (interval == 0s)
        //: The list is not refreshed by itself
        return ToolBar::tr("Off");
    if (interval < 1min)
        //: Seconds, short
        return ToolBar::tr("%1 s").arg(interval.count());
    //: Minutes, short
    return ToolBar::tr("%1 min").arg(
        std::chrono::duration_cast<std::chrono::minutes>(interval).count());
}

QString statusName(const Word<InstanceStatus> &status)
{
    switch (status.value) {
    case InstanceStatus::Unknown:
        break;
    case InstanceStatus::Pending:
        return ToolBar::tr("pending");
    case InstanceStatus::InitError:
        return ToolBar::tr("could not be set up");
    case InstanceStatus::Starting:
        return ToolBar::tr("starting");
    case InstanceStatus::Running:
        return ToolBar::tr("running");
    case InstanceStatus::Stopping:
        return ToolBar::tr("stopping");
    case InstanceStatus::Stopped:
        return ToolBar::tr("stopped");
    case InstanceStatus::Deleting:
        return ToolBar::tr("being deleted");
    case InstanceStatus::Deleted:
        return ToolBar::tr("deleted");
    }
    return status.text;
}

QString instanceName(const RegistryInstance &instance)
{
    return instance.name.isEmpty() ? instance.id : instance.name;
}

/// \p account: who sees it, where that must be told.
QString menuText(const RegistryInstance &instance, const QString &account)
{
    QStringList parts = {instanceName(instance), placeName(instance.regionId)};
    if (!account.isEmpty())
        parts << account;
    if (instance.status.isGiven())
        parts << statusName(instance.status);
    return parts.join(u" · "_s).replace(u'&', u"&&"_s);
}

} // namespace

ToolBar::ToolBar(QMenu *mainMenu, QWidget *parent)
    : QWidget(parent),
      m_sideBarToggle(new GlyphButton(Glyph::SideBar, this)),
      m_instanceChooser(new GlyphButton(Glyph::None, this)),
      m_leaveDemo(makeButton(u"leaveDemo"_s, "demo", this)),
      m_instanceMenu(new QMenu(this)),
      m_filter(new FilterField(this)),
      m_refresh(new GlyphButton(Glyph::Refresh, this)),
      m_interval(new GlyphButton(Glyph::None, this)),
      m_intervalMenu(new QMenu(this)),
      m_writable(makeLabel(TextStyle::Secondary, QPalette::WindowText, this)),
      m_mainMenu(new GlyphButton(Glyph::Menu, this))
{
    fillWithPanel(*this);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_sideBarToggle->setObjectName(u"sideBarToggle"_s);
    m_instanceChooser->setObjectName(u"instanceChooser"_s);
    m_instanceChooser->setMaximumWidth(longestInstanceButton);
    m_instanceChooser->setMenu(m_instanceMenu);
    m_instanceMenu->setObjectName(u"instanceMenu"_s);
    m_instanceMenu->setStyleSheet(u"QMenu { menu-scrollable: 1; }"_s); // a long list scrolls
    m_filter->setObjectName(u"filterText"_s);
    m_refresh->setObjectName(u"refreshButton"_s);
    // Two buttons that look like one; colours are left to the theme.
    m_refresh->setStyleSheet(u"QPushButton { border-top-right-radius: 0; padding-right: 2px;"
                             " border-bottom-right-radius: 0; border-right-width: 0; }"_s);
    m_interval->setStyleSheet(u"QPushButton { border-top-left-radius: 0; padding-left: 4px;"
                              " border-bottom-left-radius: 0; border-left-width: 0; }"_s);
    m_interval->setObjectName(u"refreshInterval"_s);
    m_interval->setMenu(m_intervalMenu);
    m_leaveDemo->setFocusPolicy(Qt::TabFocus);
    m_leaveDemo->hide();
    m_mainMenu->setObjectName(u"mainMenu"_s);
    m_mainMenu->setMenu(mainMenu);
    for (GlyphButton *button :
         {m_sideBarToggle, m_instanceChooser, m_refresh, m_interval, m_mainMenu})
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in table or filter

    auto *refresh = new QHBoxLayout;
    refresh->setSpacing(0);
    refresh->addWidget(m_refresh);
    refresh->addWidget(m_interval);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(Metrics::padding, 0, Metrics::padding, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(0);
    layout->setRowMinimumHeight(0, Metrics::toolBarHeight);
    layout->setColumnStretch(3, 1);
    layout->addWidget(m_sideBarToggle, 0, 0);
    layout->addWidget(m_instanceChooser, 0, 1);
    layout->addWidget(m_leaveDemo, 0, 2);
    layout->addWidget(m_filter, 0, 3);
    layout->addWidget(m_writable, 0, 4);
    layout->addLayout(refresh, 0, 5);
    layout->addWidget(m_mainMenu, 0, 6);
    layout->addWidget(&m_filter->mistakeLabel(), 1, 3, 1, 4);

    connect(m_sideBarToggle, &QPushButton::clicked, this, &ToolBar::sideBarToggled);
    connect(m_leaveDemo, &QPushButton::clicked, this, &ToolBar::leaveDemoRequested);
    connect(m_filter, &FilterField::filterChanged, this, &ToolBar::filterTextChanged);
    connect(m_filter, &FilterField::filterFinished, this, &ToolBar::filterFinished);
    connect(m_filter, &FilterField::left, this, &ToolBar::filterLeft);
    connect(m_refresh, &QPushButton::clicked, this, &ToolBar::refreshRequested);
    m_writable->setObjectName(u"writable"_s);
    m_writable->hide();
    m_sideBarToggle->hide();
    retranslate();
}

void ToolBar::showWritable(bool writable)
{
    m_writable->setVisible(writable);
}

std::vector<std::chrono::seconds> ToolBar::refreshIntervals()
{
    return {0s, 10s, 30s, 1min, 5min};
}

void ToolBar::showScope(const WatchedScope &scope)
{
    m_scope = scope;
    m_leaveDemo->setVisible(scope.isDemo);
    showCurrentInstance();
}

void ToolBar::showInstances(const std::vector<RegistryInstance> &instances,
                            const QString &currentId)
{
    m_instances = instances;
    m_currentId = currentId;
    m_isSetByQuery = false;
    fillInstanceMenu();
    showCurrentInstance();
}

void ToolBar::showInstancesOfQuery()
{
    m_isSetByQuery = true;
    fillInstanceMenu();
    showCurrentInstance();
}

void ToolBar::fillInstanceMenu()
{
    m_instanceMenu->clear();
    addInstance(tr("All instances"), {});
    m_instanceMenu->addSeparator();
    const bool areSeveral = areOfSeveralAccounts(m_instances);
    for (const RegistryInstance &instance : m_instances)
        addInstance(menuText(instance, areSeveral ? instance.account : QString()), instance.id);
}

void ToolBar::addInstance(const QString &text, const QString &id)
{
    QAction *action = m_instanceMenu->addAction(printableLines(text), this, [this, id] {
        if (id == m_currentId && !m_isSetByQuery)
            return fillInstanceMenu(); // the click took the check mark away
        m_currentId = id;
        m_isSetByQuery = false;
        fillInstanceMenu();
        showCurrentInstance();
        Q_EMIT instanceChosen(id);
    });
    action->setCheckable(true);
    action->setChecked(id == m_currentId && !m_isSetByQuery);
    action->setData(id);
    action->setToolTip(idToolTip(id));
}

void ToolBar::showCurrentInstance()
{
    const auto current = std::ranges::find(m_instances, m_currentId, &RegistryInstance::id);
    const bool known = current != m_instances.end() && !m_isSetByQuery;
    m_instanceChooser->setEnabled(!m_instances.empty());
    const QString instance = known                 ? isolated(instanceName(*current))
                             : m_instances.empty() ? tr("No instance")
                             : m_isSetByQuery      ? tr("As the query says")
                                                   : tr("All instances");
    const QString scope = m_scope.isDemo ? QString() : scopeText(m_scope); // a chip says "Demo"
    m_instanceChooser->setText(scope.isEmpty() ? instance : isolated(scope) + u" · "_s + instance);
    m_instanceChooser->setSecondaryText(known ? placeName(current->regionId) : regionsText());
    QStringList tip = m_scope.accounts;
    if (known)
        tip << instanceName(*current) << current->id << current->regionId;
    if (known && areOfSeveralAccounts(m_instances))
        //: %1 names a profile of the vendor's command line tool
        tip << tr("Profile %1").arg(current->account);
    explain(*m_instanceChooser, tip.join(u'\n'));
    //: %1 is the name of an instance
    m_instanceChooser->setAccessibleName(tr("Instance: %1").arg(m_instanceChooser->text()));
}

/// Where all of them are.
QString ToolBar::regionsText() const
{
    QStringList regions;
    for (const RegistryInstance &instance : m_instances) {
        if (!regions.contains(instance.regionId))
            regions << instance.regionId;
    }
    if (regions.size() > 1)
        return tr("%Ln region(s)", nullptr, static_cast<int>(regions.size()));
    return regions.isEmpty() ? QString() : placeName(regions.first());
}

void ToolBar::setFilterText(const QString &text)
{
    m_filter->showFilter(text);
}

void ToolBar::commitFilterText()
{
    m_filter->announce();
}

void ToolBar::showFilterMistake(const QString &sentence, qsizetype position, qsizetype length)
{
    m_filter->showMistake(sentence, position, length);
}

void ToolBar::setFilterCompletion(
    std::function<QueryCompletion(const QString &text, qsizetype cursor)> complete)
{
    m_filter->setCompletion(std::move(complete));
}

void ToolBar::setEarlierQueries(std::function<QStringList()> earlier)
{
    m_filter->setEarlierQueries(std::move(earlier));
}

QString ToolBar::filterText() const
{
    return m_filter->text().trimmed();
}

void ToolBar::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QWidget &ToolBar::queryBox() const
{
    return *m_filter;
}

void ToolBar::fillIntervalMenu()
{
    m_intervalMenu->clear();
    for (const std::chrono::seconds interval : refreshIntervals()) {
        QAction *action = m_intervalMenu->addAction(intervalName(interval), this, [this, interval] {
            setRefreshInterval(interval);
            Q_EMIT refreshIntervalChosen(interval);
        });
        action->setCheckable(true);
        action->setChecked(interval == m_intervalTime);
        action->setData(static_cast<int>(interval.count()));
    }
}

void ToolBar::setRefreshInterval(std::chrono::seconds interval)
{
    m_intervalTime = interval;
    m_interval->setText(intervalName(interval));
    m_interval->setAccessibleName(tr("Refresh every: %1").arg(intervalName(interval)));
    fillIntervalMenu();
}

void ToolBar::showRefreshing(bool refreshing)
{
    m_refresh->setBusy(refreshing);
    m_refresh->setToolTip(refreshing ? tr("Refreshing …") : tr("Refresh now (F5)"));
    m_refresh->setAccessibleDescription(refreshing ? tr("Refreshing …") : QString());
}

void ToolBar::setSideBarToggleVisible(bool visible)
{
    m_sideBarToggle->setVisible(visible);
}

void ToolBar::retranslate()
{
    //: In the bar at the top: tasks can be retried and cancelled from this window
    m_writable->setText(tr("Changes allowed"));
    m_writable->setToolTip(tr("Tasks can be retried and cancelled from here. The ☰ menu ends it."));
    setAccessibleName(tr("Tool bar"));
    //: Button in the bar at the top: the window shows a simulated registry, and leaves it
    m_leaveDemo->setText(tr("Demo · leave"));
    m_leaveDemo->setToolTip(tr("Nothing here is real. Back to your own registries."));
    m_sideBarToggle->setToolTip(tr("Filters (Ctrl+B)"));
    m_sideBarToggle->setAccessibleName(tr("Filters"));
    m_refresh->setAccessibleName(tr("Refresh"));
    m_interval->setToolTip(tr("How often the list is refreshed"));
    m_mainMenu->setToolTip(tr("Menu"));
    m_mainMenu->setAccessibleName(tr("Menu"));
    showRefreshing(m_refresh->isBusy());
    setRefreshInterval(m_intervalTime);
    fillInstanceMenu();
    showCurrentInstance();
}

void ToolBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
