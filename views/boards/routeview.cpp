#include "routeview.h"

#include "displaytext.h"
#include "elidedlabel.h"
#include "routetable.h"
#include "routetablemodel.h"
#include "theme.h"

#include <QEvent>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

RouteView::RouteView(QWidget *parent) : BoardView(parent), m_scope(new ElidedLabel(this))
{
    m_scope->setObjectName(u"routeScope"_s);
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setProperty("secondary", true);
    layOut(m_scope, new RouteTable(this), u"routeSummary"_s, u"noRoutes"_s);
    connect(&table(), &BoardTable::menuRequested, this, &RouteView::showMenu);
    retranslate();
}

void RouteView::setModel(RouteTableModel &model)
{
    m_model = &model;
    table().setModel(&model);
    connect(&model, &RouteTableModel::routesShown, this, &RouteView::showRoutes);
    connect(&model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    showRoutes();
}

void RouteView::showMenu(const QPoint &globalPosition)
{
    const int row = currentRow();
    if (m_model == nullptr || row < 0)
        return;
    const RouteFigures &route = m_model->routes().at(static_cast<std::size_t>(row));
    QMenu menu(this);
    menu.setObjectName(u"routeMenu"_s);
    QAction *mute = menu.addAction(tr("Mute…"), this, [this, row] { Q_EMIT muteRequested(row); });
    mute->setObjectName(u"muteRoute"_s);
    mute->setEnabled(route.canBeNamed());
    if (!route.muted.isEmpty())
        menu.addAction(tr("Unmute"), this, [this, row] { Q_EMIT unmuteRequested(row); })
            ->setObjectName(u"unmuteRoute"_s);
    menu.exec(globalPosition);
}

void RouteView::showRoutes()
{
    if (m_model == nullptr)
        return;
    const std::vector<RouteFigures> &routes = m_model->routes();
    showTable(!routes.empty());
    const auto numberWhere = [&routes](auto test) {
        return static_cast<int>(std::ranges::count_if(routes, test));
    };
    const int delayed =
        numberWhere([](const RouteFigures &route) { return route.delay.has_value(); });
    const int failing = numberWhere([](const RouteFigures &route) {
        return route.figures.counts.of(SyncTaskStatus::Error) > 0;
    });
    QStringList parts{tr("%Ln route(s)", nullptr, m_model->rowCount())};
    if (delayed > 0)
        //: routes that are much slower than usual
        parts << tr("%Ln delayed", nullptr, delayed);
    if (failing > 0)
        //: routes on which a task failed in the range
        parts << tr("%Ln with failures", nullptr, failing);
    const int muted = numberWhere([](const RouteFigures &route) { return !route.muted.isEmpty(); });
    if (muted > 0)
        //: routes of which nothing is notified at present
        parts << tr("%Ln muted", nullptr, muted);
    constexpr int wordsWidth = 150; // "Muted until 14:00"
    table().setLeastNameWidth(RouteTable::leastRouteWidth + (muted > 0 ? wordsWidth : 0));
    showSummary(routes.empty() ? QString() : listText(parts));
}

void RouteView::retranslate()
{
    //: What the figures of the page are of: as those at the top of the window
    m_scope->setText(tr("All tasks of the chosen instances"));
    setTexts(tr("Routes"), tr("No tasks of the chosen instances"));
    showRoutes();
}

void RouteView::changeEvent(QEvent *event)
{
    BoardView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
