#pragma once

#include "clock.h"
#include "silence.h"
#include "silencedialog.h"
#include "teamnote.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <utility>

class FootBar;
class MessageBar;
class RoutePresenter;
class RouteView;
class SyncTaskTableModel;
class ViewList;
class ViewsPresenter;
class WatchPresenter;

/// Mutes and planned maintenance: makes and ends them by the menus of views and routes, says where
/// each is shown that it holds, and tells the watch what they are about.
class SilencePresenter final : public QObject {
    Q_OBJECT

public:
    struct Widgets {
        ViewList &views;
        RouteView &routes;
        FootBar &footBar;
        MessageBar &messageBar;
        QWidget &window; ///< over which dialogs open
    };

    SilencePresenter(const SyncTaskTableModel &model, Clock &clock, ViewsPresenter &views,
                     RoutePresenter &routes, WatchPresenter &watch, const Widgets &widgets,
                     QObject *parent = nullptr);

    /// Those of the settings, at the start: says which ended while the program was closed. \p
    /// unusable: entries that were left out, which is said too.
    void restore(const Silences &silences, int unusable);
    void setSilences(const Silences &silences);
    /// What others and this user muted for the whole team, and whether it may be written here.
    void setTeam(const TeamNotes &notes);
    [[nodiscard]] const Silences &ofTeam() const { return m_team; }
    /// What \p dialog chose for the team: asks for its note, and tells the dialog what became of
    /// it.
    void tellTeam(SilenceDialog *dialog, const Silence &silence);
    /// Is called with what went wrong, or with nothing.
    using NoteAnswer = std::function<void(const QString &problem)>;
    /// \p name: as whom the user notes something; \p write: what writes it.
    void setNotes(std::function<QString()> name,
                  std::function<void(const TeamNote &note, const NoteAnswer &answer)> write)
    {
        m_name = std::move(name);
        m_write = std::move(write);
    }
    [[nodiscard]] const Silences &silences() const { return m_silences; }
    /// What can be silenced now.
    [[nodiscard]] SilenceChoices choices() const;
    /// To be called once a second.
    void tick();
    /// The language, the zone or the views are others.
    void update();

Q_SIGNALS:
    /// silences(), by a menu or because one ended.
    void changed();
    void withdrawWanted(const QStringList &noteIds);

private:
    /// What a dialog chose for the team, and its note, which may be written or not.
    struct Attempt {
        QPointer<SilenceDialog> dialog{};
        Silence silence{};
        TeamNote note{};
    };

    void connectParts();
    [[nodiscard]] QString noteIdOf(const SilenceDialog *dialog, const Silence &silence,
                                   const TeamNote &note) const;
    void ask(const SilenceScope &scope);
    void end(const SilenceScope &scope);
    void rename(const QString &name, const QString &newName);
    void take(const Silences &silences);
    void inform();
    [[nodiscard]] SilenceScope scopeOfRoute(int row) const;
    /// The user's own, and the team's.
    [[nodiscard]] Silences all() const;
    [[nodiscard]] QString textOf(const SilenceScope &scope) const;
    [[nodiscard]] QStringList activeLines() const;
    [[nodiscard]] TimeContext now() const;

    const SyncTaskTableModel &m_model;
    Clock &m_clock;
    ViewsPresenter &m_views;
    RoutePresenter &m_routes;
    WatchPresenter &m_watch;
    Widgets m_widgets;
    Silences m_silences;
    Silences m_team;
    bool m_mayTellTeam = false;
    Attempt m_attempt;
    std::function<QString()> m_name;
    std::function<void(const TeamNote &, const NoteAnswer &)> m_write;
    QStringList m_shownLines; ///< as activeLines() said last
};
