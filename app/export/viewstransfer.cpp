#include "viewstransfer.h"

#include "mainmenu.h"
#include "messagebar.h"
#include "opendialog.h"
#include "savedbar.h"
#include "savedfile.h"
#include "savedialog.h"
#include "smallfile.h"
#include "viewsexchange.h"
#include "viewspresenter.h"

#include <QAction>
#include <QDir>

using namespace Qt::StringLiterals;

ViewsTransfer::ViewsTransfer(ViewsPresenter &views, const MainMenu &menu, SavedBar &savedBar,
                             MessageBar &messageBar, QWidget &window, QObject *parent)
    : QObject(parent),
      m_views(views),
      m_savedBar(savedBar),
      m_messageBar(messageBar),
      m_window(window)
{
    connect(menu.exportViews(), &QAction::triggered, this, &ViewsTransfer::askWhereTo);
    connect(menu.importViews(), &QAction::triggered, this, &ViewsTransfer::askWhichOne);
}

void ViewsTransfer::askWhereTo()
{
    askWhereToSave(&m_window, this, tr("Export the saved views"),
                   QDir::home().filePath(u"sync-dashboard-views"_s),
                   {{.name = tr("Saved views"), .suffix = u"json"_s}},
                   [this](const SaveTarget &target) { exportTo(target.path); });
}

void ViewsTransfer::askWhichOne()
{
    askWhichFile(&m_window, this, tr("Import saved views"), QDir::homePath(), {},
                 [this](const QString &path) { importFrom(path); });
}

void ViewsTransfer::exportTo(const QString &path)
{
    saveAndTell(path, exportedViews(m_views.saved()), m_savedBar);
}

void ViewsTransfer::importFrom(const QString &path)
{
    const auto content = readSmallFile(path, mostExchangedBytes);
    if (!content)
        return m_messageBar.showAnswer(
            {.happened = tr("The file cannot be read."), .whatToDo = tr("No view was imported.")},
            content.error());
    const tl::expected<ImportedViews, QString> imported = importedViews(*content);
    if (!imported)
        return m_messageBar.showAnswer(
            {.happened = imported.error(), .whatToDo = tr("No view was imported.")}, path);
    AddedViews added;
    const bool isKept =
        m_views.change([&](SavedViews &views) { added = addViews(views, imported->views); });
    if (!isKept)
        return; // the list of views says why
    QStringList told;
    if (added.known > 0)
        told << tr("%Ln were there already.", nullptr, added.known);
    if (!added.renamed.isEmpty())
        //: Views that were imported; their names were taken. %1 is a list of names
        told << tr("Other views had their names, so that these have new ones: %1.")
                    .arg(added.renamed.join(u", "_s));
    if (!imported->unknownFields.isEmpty())
        //: %1 is a list of words
        told << tr("The file says more than this version of the program knows, which is kept: %1.")
                    .arg(imported->unknownFields.join(u", "_s));
    m_messageBar.showAnswer({.happened = tr("%Ln view(s) imported.", nullptr, added.added),
                             .whatToDo = told.join(u' ')},
                            {});
}
