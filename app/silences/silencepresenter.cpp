#include "silencepresenter.h"

#include "footbar.h"
#include "messagebar.h"
#include "queryparser.h"
#include "querytext.h"
#include "queryvalues.h"
#include "routepresenter.h"
#include "routeview.h"
#include "silencewords.h"
#include "synctasktablemodel.h"
#include "teamsilence.h"
#include "viewlist.h"
#include "viewspresenter.h"
#include "watchpresenter.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

SilenceScope scopeOfView(const QString &name)
{
    return {.kind = SilenceScope::Kind::View, .view = name};
}

SilenceScope scopeOf(const RouteFigures &route)
{
    return {.kind = SilenceScope::Kind::Route,
            .fromRegion = route.fromRegion,
            .toRegion = route.toRegion};
}

Advice endedWhileClosed(const Silences &ended)
{
    QStringList names;
    for (const Silence &silence : ended)
        names << silencedWhyText(silence);
    return {.happened = SilencePresenter::tr("Notifications are no longer muted, since a time when "
                                             "this program was closed: %1")
                            .arg(names.join(u"; "_s)),
            .whatToDo = SilencePresenter::tr("What failed meanwhile is not announced. It is in the "
                                             "list of tasks.")};
}

Advice leftOut(int unusable)
{
    return {.happened = SilencePresenter::tr("%Ln mute(s) of the settings make no sense, and are "
                                             "left out.",
                                             nullptr, unusable),
            .whatToDo = SilencePresenter::tr("Add what is missing: Settings, Mutes.")};
}

} // namespace

SilencePresenter::SilencePresenter(const SyncTaskTableModel &model, Clock &clock,
                                   ViewsPresenter &views, RoutePresenter &routes,
                                   WatchPresenter &watch, const Widgets &widgets, QObject *parent)
    : QObject(parent),
      m_model(model),
      m_clock(clock),
      m_views(views),
      m_routes(routes),
      m_watch(watch),
      m_widgets(widgets)
{
    m_views.setMuted([this](const QString &name) { return textOf(scopeOfView(name)); });
    m_routes.setMuted([this](const RouteFigures &route) { return textOf(scopeOf(route)); });
    connectParts();
}

void SilencePresenter::connectParts()
{
    connect(&m_views, &ViewsPresenter::viewsChanged, this, &SilencePresenter::inform);
    connect(&m_views, &ViewsPresenter::renamed, this, &SilencePresenter::rename);
    connect(&m_widgets.views, &ViewList::muteRequested, this,
            [this](const QString &name) { ask(scopeOfView(name)); });
    connect(&m_widgets.views, &ViewList::unmuteRequested, this,
            [this](const QString &name) { end(scopeOfView(name)); });
    connect(&m_widgets.routes, &RouteView::muteRequested, this,
            [this](int row) { ask(scopeOfRoute(row)); });
    connect(&m_widgets.routes, &RouteView::unmuteRequested, this,
            [this](int row) { end(scopeOfRoute(row)); });
}

TimeContext SilencePresenter::now() const
{
    return {m_clock.now(), m_model.timeContext().times};
}

void SilencePresenter::restore(const Silences &silences, int unusable)
{
    Silences ended;
    std::ranges::copy_if(
        silences, std::back_inserter(ended),
        [time = m_clock.now()](const Silence &silence) { return isOver(silence, time); });
    setSilences(silences);
    if (!ended.empty())
        m_widgets.messageBar.showNotice(endedWhileClosed(ended), {});
    if (unusable > 0)
        m_widgets.messageBar.showNotice(leftOut(unusable), {});
}

void SilencePresenter::setSilences(const Silences &silences)
{
    m_silences = silences;
    inform();
    update();
}

/// The same from a menu or by time: it is to be kept.
void SilencePresenter::take(const Silences &silences)
{
    setSilences(silences);
    Q_EMIT changed();
}

/// One whose query makes no sense here, as a newer program may have it, silences nothing.
void SilencePresenter::setTeam(const TeamNotes &notes)
{
    m_mayTellTeam = notes.access == TeamNotes::Access::Write;
    Silences team;
    for (const TeamNote &note : notes.notes) {
        const std::optional<Silence> silence = silenceFrom(note);
        if (silence && !isOver(*silence, m_clock.now()) &&
            (silence->scope.query.isEmpty() || parseQuery(silence->scope.query)))
            team.push_back(*silence);
    }
    if (std::exchange(m_team, team) == team)
        return;
    inform();
    update();
}

Silences SilencePresenter::all() const
{
    Silences silences = m_silences;
    silences.insert(silences.end(), m_team.begin(), m_team.end());
    return silences;
}

void SilencePresenter::inform()
{
    std::vector<WatchedSilence> watched;
    for (const Silence &silence : all()) {
        WatchedSilence one{.silence = silence};
        if (silence.scope.kind == SilenceScope::Kind::Query) {
            if (const auto query = parseQuery(silence.scope.query); query)
                one.query = *query;
        }
        if (silence.scope.kind == SilenceScope::Kind::View)
            one.query = m_views.queryNamed(silence.scope.view);
        if (silence.scope.kind == SilenceScope::Kind::Route) {
            TaskQuery query;
            query.setWanted(QueryField::Route,
                            {routeValue(silence.scope.fromRegion, silence.scope.toRegion)});
            one.query = query;
        }
        watched.push_back(std::move(one));
    }
    m_watch.setSilences(std::move(watched));
}

SilenceChoices SilencePresenter::choices() const
{
    SilenceChoices choices{.scopes = {SilenceScope{}},
                           .now = [this] { return now(); },
                           .mayTellTeam = m_mayTellTeam,
                           .name = m_name ? m_name() : QString()};
    for (const SavedView &view : m_views.saved())
        choices.scopes.push_back(scopeOfView(view.name));
    for (const RouteFigures &route : m_routes.all()) {
        if (route.canBeNamed())
            choices.scopes.push_back(scopeOf(route));
    }
    return choices;
}

void SilencePresenter::ask(const SilenceScope &scope)
{
    auto *dialog = new SilenceDialog(choices(), &m_widgets.window);
    dialog->showScope(scope);
    connect(dialog, &SilenceDialog::chosen, this, [this](const Silence &silence) {
        Silences silences = m_silences;
        // A new mute takes the place of an older one of the same.
        std::erase_if(silences, [&silence](const Silence &other) {
            return silence.kind == Silence::Kind::Mute && other.kind == Silence::Kind::Mute &&
                   other.scope == silence.scope;
        });
        silences.push_back(silence);
        take(std::move(silences));
    });
    connect(dialog, &SilenceDialog::chosenForTeam, this,
            [this, dialog](const Silence &silence) { tellTeam(dialog, silence); });
    dialog->open();
}

/// An answer that was lost on its way is no reason to write it twice: as long as nothing else is
/// chosen it is the same note. "For 1 hour" ends later each time; one that is over is another.
QString SilencePresenter::noteIdOf(const SilenceDialog *dialog, const Silence &silence,
                                   const TeamNote &note) const
{
    if (m_attempt.dialog != dialog || isOver(m_attempt.silence, m_clock.now()))
        return note.id;
    TeamNote before = m_attempt.note;
    before.id = note.id;
    const Silence &chosen = m_attempt.silence;
    if (chosen.until.isValid() && silence.until.isValid() &&
        chosen.from.msecsTo(chosen.until) == silence.from.msecsTo(silence.until))
        before.until = note.until;
    return before == note ? m_attempt.note.id : note.id;
}

void SilencePresenter::tellTeam(SilenceDialog *dialog, const Silence &silence)
{
    QString query;
    if (silence.scope.kind == SilenceScope::Kind::View) {
        const std::optional<TaskQuery> found = m_views.queryNamed(silence.scope.view);
        query = found ? queryText(*found) : QString();
        if (query.isEmpty())
            return dialog->showTeamProblem(
                tr("Choose something else: this view has no conditions, or a mistake."));
        if (query.size() > TeamNote::longestQuery)
            return dialog->showTeamProblem(
                tr("Choose another view: the query of this one is too long for a team's notes."));
    }
    TeamNote note = noteFrom(silence, query);
    const QString id = noteIdOf(dialog, silence, note);
    if (id == note.id) // it stays the first one, which may be the one that was written
        m_attempt = {.dialog = dialog, .silence = silence, .note = note};
    note.id = id;
    m_write(note, [open = QPointer(dialog)](const QString &problem) {
        if (!open)
            return;
        if (problem.isEmpty())
            open->done(QDialog::Accepted);
        else
            open->showTeamProblem(problem);
    });
}

/// What holds now; planned maintenance of every week is left, and edited in the settings.
void SilencePresenter::end(const SilenceScope &scope)
{
    Silences silences = m_silences;
    std::erase_if(silences, [&scope, time = m_clock.now()](const Silence &silence) {
        return silence.scope == scope && silence.kind != Silence::Kind::Weekly &&
               periodAt(silence, time).has_value();
    });
    const bool isStillSilent = lastingSilence(silences, scope, m_clock.now()).has_value();
    QStringList ofTeam;
    for (const Silence &silence : m_team) {
        if (silence.scope == scope)
            ofTeam << silence.noteId;
    }
    if (!ofTeam.isEmpty() && m_mayTellTeam)
        Q_EMIT withdrawWanted(ofTeam);
    if (silences != m_silences)
        take(std::move(silences));
    if (isStillSilent || (!ofTeam.isEmpty() && !m_mayTellTeam))
        Q_EMIT m_widgets.footBar.mutesRequested();
}

void SilencePresenter::rename(const QString &name, const QString &newName)
{
    Silences silences = m_silences;
    for (Silence &silence : silences) {
        if (silence.scope == scopeOfView(name))
            silence.scope.view = newName;
    }
    if (silences != m_silences)
        take(std::move(silences));
}

SilenceScope SilencePresenter::scopeOfRoute(int row) const
{
    return scopeOf(m_routes.routes().at(static_cast<std::size_t>(row)));
}

QString SilencePresenter::textOf(const SilenceScope &scope) const
{
    const auto active = lastingSilence(all(), scope, m_clock.now());
    return active ? silenceText(*active, now()) : QString();
}

/// Each scope that is silenced once.
QStringList SilencePresenter::activeLines() const
{
    QStringList lines;
    const Silences silences = all();
    for (const Silence &silence : silences) {
        const auto active = lastingSilence(silences, silence.scope, m_clock.now());
        if (active)
            lines << tr("%1: %2", "what is muted")
                         .arg(silencedText(silence.scope), silenceText(*active, now()));
    }
    lines.removeDuplicates();
    return lines;
}

void SilencePresenter::tick()
{
    Silences silences = m_silences;
    std::erase_if(silences,
                  [time = m_clock.now()](const Silence &silence) { return isOver(silence, time); });
    if (silences != m_silences)
        return take(std::move(silences));
    if (activeLines() != m_shownLines)
        update();
}

void SilencePresenter::update()
{
    m_shownLines = activeLines();
    m_widgets.footBar.showMuted(m_shownLines);
    m_watch.showMuted(m_shownLines);
    m_views.show();
    m_routes.updateMuted();
}
