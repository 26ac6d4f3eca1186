#pragma once

#include "facetitems.h"
#include "taskquery.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
class ViewList;

/// The side bar: another way to write the query. Groups of values with counts, a click narrows to
/// one or, with Ctrl, leaves it out; and four names that the registry itself is asked for. Says
/// what to ask for, asks nothing.
class FilterPane final : public QWidget {
    Q_OBJECT

public:
    explicit FilterPane(QWidget *parent = nullptr);

    [[nodiscard]] ViewList &views() const { return *m_views; }
    /// Fills the widgets without announcing a change.
    void setQuery(const TaskQuery &query);
    [[nodiscard]] TaskQuery query() const;
    void showCounts(const FacetCounts &counts);
    /// Nothing was ever read where not: no count is shown then.
    void setCountsKnown(bool areKnown);
    void setNames(const QueryNames &names);
    /// What is to be said of rules, by id.
    void setRuleNotes(const QHash<QString, QString> &notes);
    /// What the exact names are asked of is a history, not the registry.
    void setAskedHistory(bool isHistory);
    /// \p loaded of \p total tasks are known, so the counts are (in)complete.
    void showCoverage(qint64 loaded, std::optional<qint64> total, bool complete);

Q_SIGNALS:
    /// What others hold back of the query should be set now: a change is about to build on it.
    void aboutToChange();
    /// After a pause in typing, Enter, or a click.
    void queryChanged(const TaskQuery &query);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field {
        QueryField part = QueryField::Namespace;
        QLabel *label = nullptr;
        QLineEdit *edit = nullptr;
    };

    void addHead(QVBoxLayout &column);
    void addGroups(QVBoxLayout &column);
    void addFields(QVBoxLayout &column);
    void announceTyped();
    void announce(const TaskQuery &query);
    void choose(QueryField field, const QueryValue &value, bool exclude);
    void showItems();
    void retranslate();
    [[nodiscard]] QString coverageText() const;

    ViewList *m_views = nullptr;
    QLabel *m_coverage = nullptr;
    QPushButton *m_clear = nullptr;
    FacetGroup *m_statuses = nullptr;
    FacetGroup *m_causes = nullptr;
    FacetGroup *m_routes = nullptr;
    FacetGroup *m_rules = nullptr;
    FacetGroup *m_namespaces = nullptr;
    FacetGroup *m_instances = nullptr;
    FacetGroup *m_triggers = nullptr;
    QLabel *m_askTitle = nullptr;
    QLabel *m_askCaption = nullptr;
    std::array<Field, 4> m_fields{};

    QTimer m_pause{this};
    TaskQuery m_query{}; ///< as last set or announced
    FacetCounts m_counts{};
    QueryNames m_names{};
    QHash<QString, QString> m_ruleNotes{}; ///< by id
    qint64 m_loaded = 0;
    std::optional<qint64> m_total{};
    bool m_complete = false;
    bool m_asksHistory = false;
};
