#pragma once

#include "placeholder.h"

#include <QMainWindow>

class FilterPane;
class FootBar;
class HeadlineBar;
class MessageBar;
class QAction;
class StatusChartView;
class SyncTaskTableModel;
class TaskDetailPane;
class TaskTableView;
class ToolBar;

/// The frame: lays the parts out, hides and shows them by width, owns actions and shortcuts. It
/// connects no part to a model; that is done where the program is put together.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(SyncTaskTableModel &model, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ToolBar &toolBar() const;
    [[nodiscard]] HeadlineBar &headline() const;
    [[nodiscard]] FilterPane &filterPane() const;
    [[nodiscard]] StatusChartView &chart() const;
    [[nodiscard]] TaskTableView &table() const;
    [[nodiscard]] TaskDetailPane &detailPane() const;
    [[nodiscard]] MessageBar &messageBar() const;
    [[nodiscard]] Placeholder &placeholder() const;
    [[nodiscard]] FootBar &footBar() const;

    /// The table, or the placeholder in its stead.
    void showTable();
    void showPlaceholder();
    /// Opens the pane, also where it is a drawer.
    void openDetailPane();
    void closeDetailPane();
    [[nodiscard]] bool isDetailPaneOpen() const;

    /// Sizes of the panes and what is open. For Settings; an unusable state is refused.
    [[nodiscard]] QByteArray layoutState() const;
    bool restoreLayoutState(const QByteArray &state);

Q_SIGNALS:
    void refreshRequested();      ///< F5, Ctrl+R
    void clearFiltersRequested(); ///< Escape in the table, the menu
    void themeChosen(int themeChoice);
    void languageChosen(const QString &language); ///< "en", "zh_CN", empty: the system's
    void aboutToClose();
};
