#pragma once

#include "measure.h"

// Each measures one subject and gives its figures. \p program is the path of sync-dashboard.

/// Bytes of task pages to values, beside QJsonDocument into structs of QString.
std::vector<Figure> benchParsing();
/// Every page of a simulated registry in a process of its own, through the socket into the store.
std::vector<Figure> benchPull(const QString &program, int tasks);
/// The same printed by `list`, beside a loop over the vendor's own library; and what writes the
/// lines alone, a million rows of a store beside QJsonDocument and QTextStream.
std::vector<Figure> benchList(const QString &program);
/// The pull into a window that is shown: how long it does not answer meanwhile.
std::vector<Figure> benchWindow(const QString &program, int tasks);
/// From the start of the process to a visible window and to the first rows painted, and what it
/// has resident then, beside qBittorrent and KeePassXC \p runsBesidePeers times in turn; then
/// without a display \p runs times.
std::vector<Figure> benchStart(const QString &program, int runs, int runsBesidePeers);
/// Processor time of a window at rest, visible and hidden, beside qBittorrent.
std::vector<Figure> benchIdle(const QString &program);
/// From a key typed into the query box to the paint of other rows, beside QSortFilterProxyModel.
std::vector<Figure> benchKey(const QString &program);
/// From a change of a status in the registry to its paint.
std::vector<Figure> benchPaint(const QString &program);
/// What a window in a process of its own has resident with one and two million tasks, their
/// history included.
std::vector<Figure> benchMemory(const QString &program, int runs);
/// Cost of a task in stores from ten thousand to five million tasks: memory, filter, facets, sort,
/// merge.
std::vector<Figure> benchGrowth();
/// What charts and headline count over a million tasks, the timeline beside SQLite's GROUP BY.
std::vector<Figure> benchCharts();
/// Filter, sort, merge and counts over a million tasks, beside the models that Qt has for tables.
std::vector<Figure> benchTable();
/// Writing a history of 100,000 tasks beside plain rows of integers, and reading it.
std::vector<Figure> benchHistory();
/// Writing into a team's database that has \p rowsBefore tasks, beside a statement for each row,
/// and reading it. Starts a PostgreSQL of its own; without one there are no figures.
std::vector<Figure> benchTeam(int rowsBefore);
/// What a window at rest asks for in an hour, and how soon it sees what changes: on a virtual
/// clock.
std::vector<Figure> benchRest();
/// What a window needs, and how long it does not answer, while the registry sends too much.
std::vector<Figure> benchFaults();
/// Writes such a history of \p count tasks, a multiple of 100, to \p file.
void writeHistory(const QString &file, int count);
