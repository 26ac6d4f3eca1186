#include "taskrowmenu.h"

#include "spreadsheetcell.h"
#include "synctasktablemodel.h"
#include "tasktext.h"

#include <QClipboard>
#include <QGuiApplication>

#include <utility>

namespace {

using namespace Qt::StringLiterals;

void setClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

TaskRowMenu::TaskRowMenu(const SyncTaskTableModel &model, const QItemSelectionModel &selection,
                         std::vector<int> columns, const QModelIndex &clicked, const QString &cell,
                         const QList<QAction *> &further, QWidget *parent)
    : QMenu(parent),
      m_model(model),
      m_selection(selection),
      m_columns(std::move(columns)),
      m_clicked(clicked)
{
    setObjectName(u"rowMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    addAction(tr("Show details"), this, &TaskRowMenu::openRequested)
        ->setObjectName(u"showDetails"_s);
    const auto count = static_cast<int>(selectedRowNumbers(selection).size());
    addAction(tr("Retry %Ln task(s)…", nullptr, count), this, [this] {
        Q_EMIT actionRequested(ActionKind::Retry);
    })->setObjectName(u"retryRows"_s);
    addAction(tr("Cancel %Ln task(s)…", nullptr, count), this, [this] {
        Q_EMIT actionRequested(ActionKind::Cancel);
    })->setObjectName(u"cancelRows"_s);
    addAction(tr("Compare tags with the destination…"), this, &TaskRowMenu::comparisonRequested)
        ->setObjectName(u"compareTags"_s);
    addActions(further);
    addSeparator();
    addNarrowing(cell);

    const int column = clicked.column();
    addAction(tr("Copy cell"), this, [this, column] {
        copyCell(column);
    })->setObjectName(u"copyCell"_s);
    QAction *rows = addAction(tr("Copy %Ln row(s)", nullptr, count), this, [this] {
        setClipboard(tabSeparated(m_model, selectedRowNumbers(m_selection), m_columns));
    });
    rows->setObjectName(u"copyRows"_s);
    rows->setShortcut(QKeySequence::Copy);
    rows->setShortcutVisibleInContextMenu(true);
    addAction(tr("Copy as JSON"), this, [this] {
        setClipboard(asJson(m_model, selectedRowNumbers(m_selection), m_columns));
    })->setObjectName(u"copyJson"_s);
    addAction(tr("Export rows…"), this, &TaskRowMenu::exportRequested)
        ->setObjectName(u"exportRows"_s);
    constexpr auto idColumn = static_cast<int>(SyncTaskTableModel::Column::TaskId);
    addAction(tr("Copy task id"), this, [this] {
        copyCell(idColumn);
    })->setObjectName(u"copyTaskId"_s);
    //: Menu: copies a link that opens this program at the task
    addAction(tr("Copy link"), this, &TaskRowMenu::linkRequested)->setObjectName(u"copyLink"_s);
}

void TaskRowMenu::addNarrowing(const QString &cell)
{
    if (cell.isEmpty())
        return;
    QString name = cell;
    name.replace(u'&', u"&&"_s); // else a sign for a key
    //: Menu: shows only tasks with the same status, image, cause, route, trigger or rule, e.g.
    //: “Network”
    addAction(tr("Only “%1”").arg(name), this, [this] {
        Q_EMIT narrowRequested(false);
    })->setObjectName(u"onlyCell"_s);
    //: Menu: leaves out tasks with the same status, image, cause, route, trigger or rule
    addAction(tr("Without “%1”").arg(name), this, [this] {
        Q_EMIT narrowRequested(true);
    })->setObjectName(u"withoutCell"_s);
    addSeparator();
}

void TaskRowMenu::copyCell(int column) const
{
    if (!m_clicked.isValid())
        return;
    const QModelIndex index = m_model.index(m_clicked.row(), column);
    setClipboard(spreadsheetText(index.data(SyncTaskTableModel::CopyTextRole).toString()));
}
