#pragma once

#include "autostart.h"

#include <QObject>

class MainWindow;
class Notifier;
class SettingsDialog;

/// The program without its window: closed to the tray, begun there, started with the session, and
/// how it ends then.
class TrayLife final : public QObject {
    Q_OBJECT

public:
    TrayLife(MainWindow &window, Autostart autostart, QObject *parent = nullptr);
    ~TrayLife() override;

    /// Without one there is no tray. It must outlive this.
    void setNotifier(const Notifier &notifier) { m_notifier = &notifier; }
    /// Closing the window hides it, while the tray can bring it back.
    void setClosesToTray(bool closes) { m_closesToTray = closes; }
    /// Shows the window; \p hidden: only in the tray, or minimized where that is not there.
    void showWindow(bool hidden);
    /// Ends the program, unless the window must stay: then it is brought before the eyes, and says
    /// why.
    void quit();

private:
    [[nodiscard]] bool isTrayThere() const;
    [[nodiscard]] bool hidesOnClose();
    void connectDialog(SettingsDialog &dialog);
    void setAutostart(bool isOn);

    MainWindow &m_window;
    Autostart m_autostart;
    const Notifier *m_notifier = nullptr; // may be null
    bool m_closesToTray = false;
};
