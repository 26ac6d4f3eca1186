#pragma once

#include <QWidget>

class QListWidget;
class QStackedWidget;

/// The pages of the settings: their names in a list at the left, the chosen one beside it. Each
/// page scrolls by itself. The arrow keys change the page, Tab goes into it.
class SettingsPages final : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPages(QWidget *parent = nullptr);

    /// Behind the others; returns its index.
    int addPage(QWidget *page);
    void setTitle(int page, const QString &title);
    /// A page that has nothing to set here is not in the list.
    void setOffered(int page, bool isOffered);
    void open(int page);
    /// The page that holds \p field is opened, and scrolled to it.
    void reveal(QWidget &field);
    [[nodiscard]] int current() const;
    [[nodiscard]] int count() const;
    /// Tab goes from the list through each page as it is laid out; to be called when a page has got
    /// other parts, which Qt would visit last.
    void orderFocus();

Q_SIGNALS:
    void opened(int page);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitList();

    QListWidget *m_titles = nullptr;
    QStackedWidget *m_stack = nullptr;
};
