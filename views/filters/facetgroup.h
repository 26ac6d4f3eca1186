#pragma once

#include "facetrow.h"
#include "taskquery.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

/// A value of a facet: how it is called, how many tasks have it, and the condition it stands for.
struct FacetItem {
    QString key{}; ///< for the object's name
    QString name{};
    QString note{};                         ///< worth an eye, e.g. that a rule went silent
    QString tip{};                          ///< worth knowing, for who points at it
    std::optional<SyncTaskStatus> status{}; ///< for the shape
    QueryField field = QueryField::Status;
    QueryValue value{};
    int count = 0;
    bool isRare = false; ///< shown only when there are some, or it is asked for

    friend bool operator==(const FacetItem &, const FacetItem &) = default;
};

/// A section of the side bar: a title and the values of one facet, the first few until more are
/// wanted. Hidden while it has nothing to choose from.
class FacetGroup final : public QWidget {
    Q_OBJECT

public:
    static constexpr int fewRows = 6;

    /// \p name begins the object names of the rows.
    explicit FacetGroup(const QString &name, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void showItems(const std::vector<FacetItem> &items, const TaskQuery &query);
    /// Where nothing was ever read, a count of 0 would be wrong: none is shown.
    void setCountsKnown(bool areKnown);

Q_SIGNALS:
    void chosen(QueryField field, const QueryValue &value, bool exclude);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show();
    void showRow(FacetRow &row, const FacetItem &item, int largest);
    FacetRow &rowAt(std::size_t index);
    [[nodiscard]] FacetRow::Choice choiceOf(const FacetItem &item) const;

    QLabel *m_title = nullptr;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_more = nullptr;
    std::vector<FacetRow *> m_rows{};
    std::vector<FacetItem> m_items{};
    TaskQuery m_query{};
    bool m_showsAll = false;
    bool m_areCountsKnown = true;
};
