#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QKeyEvent;
class QWidget;

/// The order in which the keyboard goes through a window: its areas one after the other, and within
/// each as the eye reads it. Buttons that follow each other are one stop of Tab, in which the arrow
/// keys, Home and End move, and Enter presses, with texts that can only be copied among them; so
/// are the buttons of which one alone holds. All else (a field, a table, a chart) is a stop of its
/// own. F6 goes through the panes.
class FocusOrder final : public QObject {
    Q_OBJECT

public:
    /// A part of the window for F6. It is skipped while it is hidden.
    struct Pane {
        QWidget *area = nullptr;
        /// What gets the focus. Without one: what had it last in the pane, or its first stop.
        std::function<QWidget *()> entry{};
    };
    using Stop = std::vector<QWidget *>;

    /// \p areas: in visual order. An area may lie in a later one.
    FocusOrder(QWidget &window, std::vector<QWidget *> areas, std::vector<Pane> panes);

    /// What can have the focus at present.
    [[nodiscard]] std::vector<Stop> stops() const;
    /// To the next stop, or the one before; false where what had the focus is gone.
    bool moveToStop(bool forward);
    void moveToPane(bool forward);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteFocus(QWidget *former, QWidget *now);
    [[nodiscard]] QWidget *entryOf(const Stop &stop) const;
    [[nodiscard]] QWidget *entryOf(const Pane &pane) const;
    bool moveInStop(QWidget &member, int key);
    static bool pressByEnter(QWidget &widget, const QKeyEvent &key);

    QWidget &m_window;
    std::vector<QWidget *> m_areas{};
    std::vector<Pane> m_panes{};
    std::vector<QPointer<QWidget>> m_recent{}; ///< had the focus; the latest first
};
