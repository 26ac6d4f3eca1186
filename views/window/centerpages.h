#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class Placeholder;
class QPushButton;
class QStackedWidget;
class SegmentedControl;

/// What stands below the chart: pages about the same tasks, and above them the choice of one. The
/// first page lists the tasks; while there are none, the placeholder stands in its stead.
/// Alt+1 opens the first page, Alt+2 the second, and so on: each has an action among actions().
class CenterPages final : public QWidget {
    Q_OBJECT

public:
    explicit CenterPages(QWidget *parent = nullptr);

    /// The keys of its actions are others.
    void updateKeys() { retranslate(); }
    [[nodiscard]] Placeholder &placeholder() const { return *m_placeholder; }
    /// \p title is asked again when the language changes. \p name is that of the page's button.
    void addPage(QWidget &page, const QString &name, std::function<QString()> title);
    void openPage(const QWidget &page);
    /// It is the chosen one, whether or not the placeholder covers it.
    [[nodiscard]] bool isOpen(const QWidget &page) const;
    [[nodiscard]] const QWidget *openedPage() const;
    /// Escape: back to the first page; false if that is open already.
    bool stepBack();
    /// Whether any task is there to be listed. To be called after the placeholder has its state.
    void setHasTasks(bool hasTasks);
    /// Something is loaded, though a filter may let nothing of it through.
    [[nodiscard]] bool hasAnswer() const;
    void focusPage();
    /// What has the focus in the open page; of the placeholder the button that leads on.
    [[nodiscard]] QWidget *pageFocus() const;

    /// Marks whether only the latest result of each image is listed; announces nothing.
    void showLatestOnly(bool latestOnly);

Q_SIGNALS:
    void pageOpened();    ///< another than before
    void answerChanged(); ///< hasAnswer() may be another now
    void latestOnlyChosen(bool latestOnly);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Page {
        QWidget *widget = nullptr;
        QAction *action = nullptr; ///< opens it by its key
        std::function<QString()> title{};
    };

    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QAction *makeAction(const QString &name);
    void openNumber(int number);
    void show();
    void retranslate();

    SegmentedControl *m_switch = nullptr;
    QPushButton *m_latest = nullptr;
    Placeholder *m_placeholder = nullptr;
    QWidget *m_bar = nullptr;
    QStackedWidget *m_stack = nullptr;
    std::vector<Page> m_pages{};
    int m_opened = 0;
    bool m_hasTasks = true;
};
