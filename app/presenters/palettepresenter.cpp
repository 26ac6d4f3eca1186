#include "palettepresenter.h"

#include "centerpages.h"
#include "disabledaction.h"
#include "keyline.h"
#include "mainmenu.h"
#include "querypresenter.h"
#include "queryvalues.h"
#include "region.h"
#include "registrydirectory.h"
#include "taskstore.h"
#include "viewlist.h"
#include "viewspresenter.h"

#include <QAction>
#include <QMenu>
#include <QPointer>
#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// As it is written in a menu: "&" is said twice there.
QString plainText(const QString &menuText)
{
    QString text = menuText;
    text.replace(u"&&"_s, u"\n"_s).remove(u'&').replace(u'\n', u'&');
    return text;
}

} // namespace

PalettePresenter::PalettePresenter(const TaskStore &store, QueryPresenter &queries,
                                   ViewsPresenter &views, const MainMenu &menu, CenterPages &pages)
    : m_store(store), m_queries(queries), m_views(views), m_menu(menu), m_pages(pages)
{
}

std::vector<PaletteEntry> PalettePresenter::entries()
{
    Entries entries;
    addActions(entries, m_menu, {});
    addPages(entries);
    addViews(entries);
    if (m_directory) {
        addInstances(entries);
        addRules(entries);
    }
    addRepositories(entries);
    return entries;
}

void PalettePresenter::addActions(Entries &entries, const QMenu &menu, const QString &title) const
{
    for (QAction *action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible() || action == m_menu.findCommand())
            continue;
        const QString name = plainText(action->text());
        if (action->menu()) {
            addActions(entries, *action->menu(), name);
            continue;
        }
        QString reason = disabledReasonOf(*action);
        if (!action->isEnabled() && reason.isEmpty())
            reason = tr("Not available at present.");
        entries.push_back({.kind = PaletteEntry::Kind::Action,
                           //: %1 is a menu, %2 an entry of it
                           .name = title.isEmpty() ? name : tr("%1: %2").arg(title, name),
                           .note = action->isCheckable() && action->isChecked()
                                       //: Behind the name of an action: it is chosen, or on
                                       ? tr("on")
                                       : QString(),
                           .keys = keysText(action->shortcuts()),
                           .disabledReason = reason,
                           // A menu may be filled anew while the palette is open.
                           .run = [action = QPointer(action)] {
                               if (action)
                                   action->trigger();
                           }});
    }
}

void PalettePresenter::addPages(Entries &entries) const
{
    const bool hasAnswer = m_pages.hasAnswer();
    for (QAction *action : m_pages.actions()) {
        entries.push_back(
            {.kind = PaletteEntry::Kind::Page,
             .name = action->text(),
             .note = {},
             .keys = keysText(action->shortcuts()),
             .disabledReason = hasAnswer ? QString() : tr("There are no tasks to show."),
             .run = [action] { action->trigger(); }});
    }
}

void PalettePresenter::addViews(Entries &entries)
{
    int number = 0;
    for (const ViewItem &view : m_views.items()) {
        const bool hasKey = number < ViewList::openedByKey;
        entries.push_back({.kind = PaletteEntry::Kind::View,
                           .name = view.name,
                           // Opened, its mistake can be mended.
                           .note = view.fault.isEmpty() ? view.tip : view.fault,
                           .keys = hasKey ? keysText({ViewList::keyOf(number)}) : QString(),
                           .disabledReason = {},
                           .run = [this, name = view.name] {
                               m_views.open(name);
                               m_pages.focusPage();
                           }});
        ++number;
    }
}

void PalettePresenter::addInstances(Entries &entries)
{
    const auto add = [this, &entries](const QString &id, const QString &name, const QString &note) {
        entries.push_back({.kind = PaletteEntry::Kind::Instance,
                           .name = name,
                           .note = note,
                           .keys = {},
                           .disabledReason = {},
                           .run = [this, id] {
                               m_queries.chooseInstance(id);
                               m_pages.focusPage();
                           }});
    };
    if (!m_directory->instances().empty())
        add({}, tr("All instances"), {});
    for (const RegistryInstance &instance : m_directory->instances())
        add(instance.id, m_directory->fullNameOf(instance.id),
            placeName(instance.regionId) + u" · "_s + instance.id);
}

void PalettePresenter::addRules(Entries &entries)
{
    const QueryNames names = m_directory->names();
    std::vector<std::pair<QString, QString>> rules; // name and id
    for (const SyncRule &rule : m_directory->rules().all())
        rules.emplace_back(rule.name.isEmpty() ? rule.id : rule.name, rule.id);
    std::ranges::sort(rules); // a hash has no order of its own
    for (const auto &[name, id] : rules) {
        entries.push_back({.kind = PaletteEntry::Kind::Rule,
                           .name = name,
                           .note = name == id ? QString() : id,
                           .keys = {},
                           .disabledReason = {},
                           .run = [this, value = namedValue(id, names.rules)] {
                               TaskQuery query;
                               query.setWanted(QueryField::Rule, {value});
                               m_queries.showTasks(query);
                           }});
    }
}

/// By path, as one calls them: source and destination, and every instance, have the same mostly.
void PalettePresenter::addRepositories(Entries &entries)
{
    const StringPool &texts = m_store.texts();
    QSet<std::pair<StringPool::Id, StringPool::Id>> known;
    for (quint32 number = 0; number < m_store.repositoryCount(); ++number) {
        const RepositoryKey &key = m_store.repository(number);
        const std::pair<StringPool::Id, StringPool::Id> path{key.repoNamespace, key.repo};
        const bool isNamed =
            key.repoNamespace != StringPool::empty && key.repo != StringPool::empty;
        if (!isNamed || known.contains(path))
            continue;
        known.insert(path);
        const QString space = texts.text(key.repoNamespace);
        const QString repo = texts.text(key.repo);
        entries.push_back({.kind = PaletteEntry::Kind::Repository,
                           .name = repositoryPath(space, repo),
                           .note = {},
                           .keys = {},
                           .disabledReason = {},
                           .run = [this, space, repo] {
                               m_queries.showTasks(narrowedToRepository({}, space, repo));
                           }});
    }
}
