#pragma once

#include "manualhistory.h"
#include "manualpages.h"

#include <QDialog>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QTextBrowser;
class QTreeWidget;
class QTreeWidgetItem;

/// The manual: contents and a search at the left, a page at the right. In the language and the
/// colours of the window, which it stands beside; nothing of it comes from outside the program.
class ManualWindow final : public QDialog {
    Q_OBJECT

public:
    explicit ManualWindow(QWidget *parent = nullptr);

    /// Shows a place; one that does not exist is the table of contents.
    void openAt(const ManualPlace &place);
    [[nodiscard]] ManualPlace place() const { return m_history.place(); }

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void read();
    void retranslate();
    void followLink(const QString &link);
    void step(const std::optional<ManualHistory::Step> &step);
    void showPlace(const ManualPlace &place);
    void showPage(const ManualPage &page);
    void showState();
    void fillContents();
    void fillFound();
    void chooseItem(const QTreeWidgetItem *item);
    void markCurrent();
    void markWords();
    [[nodiscard]] int scroll() const;
    [[nodiscard]] const ManualPage *pageOf(const QString &key) const;

    std::vector<ManualPage> m_pages{};
    QString m_language{};
    ManualHistory m_history{};
    QString m_shownPage{};
    QLineEdit *m_search = nullptr;
    QTreeWidget *m_contents = nullptr;
    QLabel *m_nothing = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_forward = nullptr;
    QTextBrowser *m_text = nullptr;
    QAction *m_find = nullptr;
};
