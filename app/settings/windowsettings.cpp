#include "windowsettings.h"

#include "mainmenu.h"
#include "mainwindow.h"
#include "statuschartview.h"
#include "tasktableview.h"
#include "toolbar.h"
#include "windowplacement.h"

void restoreWindow(MainWindow &window, const Settings &settings)
{
    placeWindow(window, settings.geometry);
    window.restoreLayoutState(settings.layout);
    window.table().restoreColumnState(settings.columns);
    window.chart().setRange(settings.chartRange);
    window.toolBar().setRefreshInterval(settings.refreshInterval);
    window.menu().showTheme(settings.theme);
    window.menu().showLanguage(settings.language);
    window.setPreferences(settings.preferences);
}

void rememberWindow(const MainWindow &window, Settings &settings)
{
    settings.geometry = window.saveGeometry();
    settings.layout = window.layoutState();
    settings.columns = window.table().columnState();
}
