#pragma once

#include "registryinstance.h"

#include <QWidget>

#include <chrono>
#include <vector>

class FilterField;
class GlyphButton;
class QMenu;

/// The bar at the top: instance, text filter, refresh, menu.
class ToolBar final : public QWidget {
    Q_OBJECT

public:
    /// \p mainMenu opens from the last button.
    explicit ToolBar(QMenu *mainMenu, QWidget *parent = nullptr);
    ~ToolBar() override;

    void showInstances(const std::vector<RegistryInstance> &instances, const QString &currentId);
    void setFilterText(const QString &text);
    [[nodiscard]] QString filterText() const;
    void focusFilter();
    void setRefreshInterval(std::chrono::seconds interval);
    void showRefreshing(bool refreshing);
    void setSideBarToggleVisible(bool visible);

    /// Off, 10 s, 30 s, 1 min, 5 min.
    static std::vector<std::chrono::seconds> refreshIntervals();

Q_SIGNALS:
    void instanceChosen(const QString &instanceId);
    void filterTextChanged(const QString &text); ///< after a pause in typing, or Enter
    void refreshRequested();
    void refreshIntervalChosen(std::chrono::seconds interval);
    void sideBarToggled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillInstanceMenu();
    void showCurrentInstance();
    void fillIntervalMenu();
    void retranslate();

    GlyphButton *m_sideBarToggle = nullptr;
    GlyphButton *m_instanceChooser = nullptr;
    QMenu *m_instanceMenu = nullptr;
    FilterField *m_filter = nullptr;
    GlyphButton *m_refresh = nullptr;
    GlyphButton *m_interval = nullptr;
    QMenu *m_intervalMenu = nullptr;
    GlyphButton *m_mainMenu = nullptr;

    std::vector<RegistryInstance> m_instances{};
    QString m_currentId{};
    std::chrono::seconds m_intervalTime{0};
};
