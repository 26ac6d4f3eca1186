#pragma once

#include "centerpages.h"
#include "filterpane.h"
#include "headlinebar.h"
#include "mainmenu.h"
#include "manualclock.h"
#include "querypresenter.h"
#include "synctasktablemodel.h"
#include "taskdetailpane.h"
#include "taskstore.h"
#include "tasktableview.h"
#include "toolbar.h"

/// The widgets that write the query, without a window around them: two pages, the list of tasks
/// and another one.
struct QueryWidgets {
    QueryWidgets()
    {
        pages.addPage(table, QStringLiteral("pageTasks"), [] { return QString(); });
        pages.addPage(otherPage, QStringLiteral("pageOther"), [] { return QString(); });
    }

    ManualClock clock{};
    TaskStore store{};
    SyncTaskTableModel model{store, clock};
    QWidget window{};
    MainMenu menu{&window};
    ToolBar toolBar{&menu};
    FilterPane filterPane{};
    HeadlineBar headline{};
    CenterPages pages{};
    TaskTableView table{model};
    QWidget otherPage{};
    TaskDetailPane detailPane{};
};

/// These, and the presenter that keeps them alike.
struct QueryParts : QueryWidgets {
    QueryPresenter queries{store,
                           clock,
                           {.toolBar = toolBar,
                            .filterPane = filterPane,
                            .headline = headline,
                            .pages = pages,
                            .table = table,
                            .detailPane = detailPane}};
};
