#pragma once

#include "clock.h"
#include "keychain.h"
#include "keysourcedialog.h"
#include "keytext.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
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
    void listEntries();
    void add(const EnteredKey &entered);
    void remove(const QString &name);
    void beginChange();
    void endChange(const QString &fault);
    void takeAdded(const QString &name, const Result<void> &result);
    void takeRemoved(const QString &name, const Result<void> &result);

    const Widgets m_widgets;
    Keys m_keys;
    std::shared_ptr<Keychain> m_keychain;
    Clock &m_clock;
    QPointer<KeySourceDialog> m_dialog; // the window's
    KeychainLines m_lines;
    PendingCall m_nextLook;
    PendingCall m_listing;
    QString m_changeFault; // of the last change, where no form shows it
    PendingCall m_change;  // one at a time: each is answered to whoever asked for it
};
