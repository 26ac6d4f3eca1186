#pragma once

#include "querycompletion.h"
#include "registryinstance.h"
#include "watchedscope.h"

#include <QWidget>

#include <chrono>
#include <functional>
#include <vector>

class FilterField;
class GlyphButton;
class QLabel;
class QMenu;
class QPushButton;

/// The bar at the top: instance, text filter, refresh, menu.
class ToolBar final : public QWidget {
    Q_OBJECT

public:
    /// \p mainMenu opens from the last button.
    explicit ToolBar(QMenu *mainMenu, QWidget *parent = nullptr);

    /// Whose instances these are; a demo can be left by a button that only it has.
    void showScope(const WatchedScope &scope);
    /// \p currentId: empty for all of them.
    void showInstances(const std::vector<RegistryInstance> &instances, const QString &currentId);
    /// The query speaks of instances in a way that the chooser cannot say.
    void showInstancesOfQuery();
    void setFilterText(const QString &text);
    /// Announces what is being typed, without waiting for a pause.
    void commitFilterText();
    void showFilterMistake(const QString &sentence, qsizetype position, qsizetype length);
    void setFilterCompletion(
        std::function<QueryCompletion(const QString &text, qsizetype cursor)> complete);
    /// What the box brings back; the newest first.
    void setEarlierQueries(std::function<QStringList()> earlier);
    [[nodiscard]] QString filterText() const;
    void focusFilter();
    /// Where the query is written.
    [[nodiscard]] QWidget &queryBox() const;
    void setRefreshInterval(std::chrono::seconds interval);
    void showRefreshing(bool refreshing);
    /// That the registry may be changed from here; nothing is said of the usual, which is reading.
    void showWritable(bool writable);
    void setSideBarToggleVisible(bool visible);

    /// Off, 10 s, 30 s, 1 min, 5 min.
    static std::vector<std::chrono::seconds> refreshIntervals();

Q_SIGNALS:
    void instanceChosen(const QString &instanceId); ///< empty: all
    void filterTextChanged(const QString &text);    ///< after a pause in typing, or Enter
    void filterFinished(const QString &text);       ///< a person has written it
    void filterLeft();                              ///< for what the query found
    void refreshRequested();
    void refreshIntervalChosen(std::chrono::seconds interval);
    void sideBarToggled();
    void leaveDemoRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillInstanceMenu();
    void addInstance(const QString &text, const QString &id);
    void showCurrentInstance();
    [[nodiscard]] QString regionsText() const;
    void fillIntervalMenu();
    void retranslate();

    GlyphButton *m_sideBarToggle = nullptr;
    GlyphButton *m_instanceChooser = nullptr;
    QPushButton *m_leaveDemo = nullptr;
    QMenu *m_instanceMenu = nullptr;
    FilterField *m_filter = nullptr;
    GlyphButton *m_refresh = nullptr;
    GlyphButton *m_interval = nullptr;
    QMenu *m_intervalMenu = nullptr;
    QLabel *m_writable = nullptr;
    GlyphButton *m_mainMenu = nullptr;

    WatchedScope m_scope{};
    std::vector<RegistryInstance> m_instances{};
    QString m_currentId{};       ///< empty: all
    bool m_isSetByQuery = false; ///< the query says which
    std::chrono::seconds m_intervalTime{0};
};
