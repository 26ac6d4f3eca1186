#pragma once

#include <QKeySequence>
#include <QWidget>

#include <optional>
#include <vector>

class FacetRow;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QVBoxLayout;

/// A saved view as the side bar shows it.
struct ViewItem {
    QString name{};
    std::optional<int> count{}; ///< tasks that it finds; none for a view that cannot be used
    QString fault{};            ///< why it cannot be used, in a few words
    QString tip{};              ///< what it asks for
    bool isCurrent = false;
    bool notifies = false; ///< its new failures are told outside the window
    QString muted{};       ///< "Muted until 14:00 · reason"; empty: it is not

    friend bool operator==(const ViewItem &, const ViewItem &) = default;
};

/// The saved views at the head of the side bar: a click opens one, a menu renames, moves, replaces
/// and deletes. Names are typed in place. Asks only: what it shows is told to it.
class ViewList final : public QWidget {
    Q_OBJECT

public:
    static constexpr int openedByKey = 9;                ///< so many have a key
    [[nodiscard]] static QKeySequence keyOf(int number); ///< Ctrl+1 opens the first, number 0

    explicit ViewList(QWidget *parent = nullptr);
    ~ViewList() override;

    void showItems(const std::vector<ViewItem> &items);
    [[nodiscard]] const std::vector<ViewItem> &items() const { return m_items; }
    /// Nothing was ever read where not: no count is shown then.
    void setCountsKnown(bool areKnown);
    /// Begins to ask for the name of a new view.
    void askForName();
    /// What was asked for is done: the field goes.
    void endNaming();
    /// Under the field, or under the list.
    void showFault(const QString &sentence);
    /// Offers to bring back the view of this name; empty: nothing to bring back.
    void offerUndo(const QString &name);

Q_SIGNALS:
    void opened(const QString &name);
    void saveRequested(const QString &newName);
    void renameRequested(const QString &name, const QString &newName);
    void replaceRequested(const QString &name); ///< by what the window shows now
    void notifyToggled(const QString &name, bool notifies);
    void muteRequested(const QString &name);
    void unmuteRequested(const QString &name);
    void moveRequested(const QString &name, int steps);
    void removeRequested(const QString &name);
    void undoRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    FacetRow &rowAt(std::size_t index);
    void showRow(FacetRow &row, const ViewItem &item, std::size_t index);
    void showCount(FacetRow &row, const ViewItem &item) const;
    void showMenu(std::size_t index, const QPoint &globalPosition);
    void askForNameAbove(QWidget &part, const QString &presentName);
    void showRows();
    void takeName();
    void retranslate();

    QLabel *m_title = nullptr;
    QPushButton *m_save = nullptr;
    QVBoxLayout *m_column = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_undo = nullptr;
    std::vector<FacetRow *> m_rows{};
    std::vector<ViewItem> m_items{};
    QString m_renamed{}; ///< whose name is being typed; empty: a new view's
    QString m_undoName{};
    bool m_areCountsKnown = true;
};
