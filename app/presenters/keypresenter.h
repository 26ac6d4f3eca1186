#pragma once

#include "clock.h"
#include "keychainentries.h"
#include "keysourcedialog.h"
#include "keytext.h"
#include "timedisplay.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

class MainMenu;
class MessageBar;
class Placeholder;

/// The page *Where does this key come from?*: opens it, keeps it up to date while it is open, and
/// keeps keys in the desktop's keychain and removes them. The keychain is only asked for its list
/// while the page is open.
class KeyPresenter final : public QObject {
    Q_OBJECT

public:
    /// From where the page is reached.
    struct Widgets {
        MainMenu &menu;
        MessageBar &messageBar;
        Placeholder &placeholder;
        QWidget &window;
    };
    using Keys = std::function<std::vector<WatchedKey>()>;

    static constexpr std::chrono::milliseconds lookInterval = std::chrono::seconds(1);

    /// \p keys: what is watched now. \p clock must outlive this; \p keychain may be null.
    KeyPresenter(const Widgets &widgets, Keys keys, std::shared_ptr<Keychain> keychain,
                 Clock &clock, QObject *parent = nullptr);
    ~KeyPresenter() override;

    /// How the page tells times, asked each time; without it in the zone of this computer.
    void setTimes(std::function<TimeDisplay()> times) { m_times = std::move(times); }
    void open();

Q_SIGNALS:
    /// The person wants the entry \p profile of the keychain watched.
    void chosen(const QString &profile);
    /// The key of \p profile in the keychain is another one now.
    void replaced(const QString &profile);
    /// There is no such entry any more.
    void removed(const QString &profile);

private:
    void makeDialog();
    void update();
    void tick();
    void showEntries();

    const Widgets m_widgets;
    Keys m_keys;
    std::function<TimeDisplay()> m_times;
    KeychainEntries m_entries;
    Clock &m_clock;
    QPointer<KeySourceDialog> m_dialog; // the window's
    QStringList m_watched;              // entries of the keychain
    PendingCall m_nextLook;
};
