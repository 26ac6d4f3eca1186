#pragma once

#include "paletteentry.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

/// A list over the window in which everything that can be done, opened or looked at is found by its
/// name. It is narrowed while one types; the arrow keys choose, Enter runs, Escape gives the focus
/// back to what had it. What cannot be done at present is listed with the reason, since who looks
/// for it would else take it for missing. Knows nothing but its entries.
class CommandPalette final : public QFrame {
    Q_OBJECT

public:
    /// \p source is asked each time that the list opens.
    CommandPalette(std::function<std::vector<PaletteEntry>()> source, QWidget *window);

    void open();
    /// The focus goes back to what had it.
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void narrow();
    void place();
    void leave();
    void run();
    bool handleKey(int key);
    void moveBy(int rows);
    void retranslate();

    std::function<std::vector<PaletteEntry>()> m_source{};
    std::vector<PaletteEntry> m_entries{};
    std::vector<const PaletteEntry *> m_shown{}; ///< row by row
    QPointer<QWidget> m_former{};                ///< had the focus
    QLineEdit *m_line = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_rows = nullptr;
    QLabel *m_foot = nullptr;
};
