#pragma once

#include "paletteentry.h"

#include <QCoreApplication>

class CenterPages;
class MainMenu;
class QMenu;
class QueryPresenter;
class RegistryDirectory;
class TaskStore;
class ViewsPresenter;

/// What the command palette offers: the actions of the window's menu, its pages, the saved views,
/// the instances and rules of the directory, and the repositories of the store, which knows each
/// once: no task is looked at.
class PalettePresenter final {
    Q_DECLARE_TR_FUNCTIONS(PalettePresenter)

public:
    /// All must outlive this.
    PalettePresenter(const TaskStore &store, QueryPresenter &queries, ViewsPresenter &views,
                     const MainMenu &menu, CenterPages &pages);

    /// What instances and rules there are; must stay valid until the next call.
    void setDirectory(const RegistryDirectory &directory) { m_directory = &directory; }

    /// As things are now.
    [[nodiscard]] std::vector<PaletteEntry> entries();

private:
    using Entries = std::vector<PaletteEntry>;

    void addActions(Entries &entries, const QMenu &menu, const QString &title) const;
    void addPages(Entries &entries) const;
    void addViews(Entries &entries);
    void addInstances(Entries &entries);
    void addRules(Entries &entries);
    void addRepositories(Entries &entries);

    const TaskStore &m_store;
    QueryPresenter &m_queries;
    ViewsPresenter &m_views;
    const MainMenu &m_menu;
    CenterPages &m_pages;
    const RegistryDirectory *m_directory = nullptr; ///< null: none is known yet
};
