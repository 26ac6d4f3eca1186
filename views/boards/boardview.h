#pragma once

#include "boardfact.h"

#include <QWidget>

#include <vector>

class BoardTable;
class ElidedLabel;
class QLabel;
class QPushButton;
class QStackedWidget;

/// A page with a table, over it a line that sums it up, and a word in the table's place while it
/// has no rows. Says what is asked for, asks nothing.
class BoardView : public QWidget {
    Q_OBJECT

public:
    /// Makes a row of the model the current one.
    void makeCurrent(int row);
    /// As in BoardTable; -1: there is none.
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] QString nameOf(int row) const;
    [[nodiscard]] std::vector<BoardFact> factsOf(int row) const;
    /// What of the query in the box the figures of this page leave out, as it is written; empty:
    /// nothing.
    void showUnapplied(const QString &query);

Q_SIGNALS:
    void queryTasksRequested(); ///< those of the whole query are wanted
    /// The tasks of this row of the model are wanted, or to be left out.
    void chosen(int row, bool exclude);
    /// Those of them that a number counts: see BoardRole::Counted.
    void numberChosen(int row, const QString &words);
    void backRequested();
    void currentRowChanged(int row); ///< -1: there is none
    void rowsChanged();              ///< what the rows say, or which there are
    void shown();                    ///< it came into sight: what it shows should be up to date

protected:
    explicit BoardView(QWidget *parent);
    /// To be called once. Takes \p table as its own, \p lead, which stands before the summary, and
    /// \p tail, which stands after it, if there is one. The object names are those of the summary,
    /// and of the word.
    void layOut(QWidget *lead, BoardTable *table, const QString &summaryName,
                const QString &nothingName, QWidget *tail = nullptr);

    [[nodiscard]] BoardTable &table() const { return *m_table; }
    void showTable(bool hasRows);
    void showSummary(const QString &text);
    void setTexts(const QString &name, const QString &nothing);
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeUnappliedLine();
    void retranslateUnapplied();

    BoardTable *m_table = nullptr;
    ElidedLabel *m_summary = nullptr;
    QLabel *m_nothing = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_unappliedLine = nullptr;
    ElidedLabel *m_unapplied = nullptr;
    QPushButton *m_queryTasks = nullptr;
    QString m_unappliedQuery{};
};
