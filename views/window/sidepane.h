#pragma once

#include <QObject>

class QSplitter;
class QWidget;

/// A pane that stands in the splitter while the window is wide, and is a drawer over it while it
/// is narrow. Whether it is wanted beside the table is remembered; a drawer starts closed. While it
/// is of no use it is closed, wanted or not.
class SidePane final : public QObject {
    Q_OBJECT

public:
    enum class Edge { Left, Right };

    /// \p splitter must have a parent of its size, over which the drawer lies.
    SidePane(QWidget &pane, Edge edge, QSplitter &splitter, int width);

    void setDocked(bool docked);
    void setOpen(bool open);
    [[nodiscard]] bool isDocked() const { return m_docked; }
    /// In use from the start.
    void setUsed(bool used);
    [[nodiscard]] bool isOpen() const { return m_used && (m_docked ? m_wanted : m_drawerOpen); }

    [[nodiscard]] bool isWanted() const { return m_wanted; }
    void setWanted(bool wanted);
    [[nodiscard]] int paneWidth() const { return m_width; }
    void setPaneWidth(int width);

Q_SIGNALS:
    void openChanged(bool open);
    /// It stands in the splitter anew, or has another width there.
    void widthWanted();
    /// It goes, and the focus was in it.
    void focusLeft();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void placeDrawer();
    void rememberWidth();
    void announce();

    QWidget &m_pane;
    Edge m_edge = Edge::Left;
    QSplitter &m_splitter;
    QWidget *m_drawer = nullptr;
    int m_width = 0;
    bool m_used = true;
    bool m_docked = true;
    bool m_wanted = true;
    bool m_drawerOpen = false;
    bool m_announcedOpen = true;
};
