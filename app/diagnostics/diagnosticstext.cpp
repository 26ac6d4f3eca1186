#include "diagnosticstext.h"

#include "connectiontest.h"
#include "printable.h"
#include "redaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QSysInfo>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

/// Sections of facts, a line each. What comes from outside is made harmless here, so that no
/// section can forget it.
class FactSheet final {
public:
    void section(QStringView title) { m_text += u"\n## "_s + title.toString() + u'\n'; }
    void fact(QStringView name, const QString &value)
    {
        if (!value.isEmpty())
            line(name.toString() + u": "_s + value);
    }
    void line(const QString &text)
    {
        QString shown = printable(redacted(text));
        const QString home = QDir::homePath();
        if (home.size() > 1) // not of a user whose home is the root
            shown.replace(home + u'/', u"~/"_s);
        m_text += shown + u'\n';
    }
    void lines(const QStringList &texts, const QString &otherwise)
    {
        for (const QString &text : texts)
            line(text);
        if (texts.isEmpty())
            line(otherwise);
    }
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

QString utcText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) : QString();
}

/// A key may have been pasted where a name belongs.
QString namesText(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names)
        shown << shownName(name);
    return shown.join(u", "_s);
}

QString yesNoText(bool is)
{
    return is ? u"yes"_s : u"no"_s;
}

QString millisecondsText(std::chrono::milliseconds time)
{
    return QString::number(time.count()) + u" ms"_s;
}

/// "VmRSS:  81234 kB" of Linux; empty elsewhere.
QString memoryLine(QByteArrayView name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return {};
    const QByteArrayList lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return QString::fromLatin1(line.mid(name.size())).simplified();
    }
    return {};
}

QStringList screenTexts()
{
    QStringList texts;
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return texts;
    const QList<QScreen *> screens = QGuiApplication::screens();
    for (const QScreen *screen : screens)
        texts << u"%1x%2 at %3"_s.arg(screen->geometry().width())
                     .arg(screen->geometry().height())
                     .arg(screen->devicePixelRatio());
    return texts;
}

void addProgram(FactSheet &sheet, const DiagnosticsSource &source)
{
    sheet.section(u"Program");
    sheet.fact(u"version", QCoreApplication::applicationVersion());
    sheet.fact(u"mode", source.mode);
    sheet.fact(u"started", utcText(source.startedAt));
    sheet.fact(u"Qt", u"%1, built with %2"_s.arg(QLatin1StringView(qVersion()),
                                                 QLatin1StringView(QT_VERSION_STR)));
    sheet.fact(u"system", QSysInfo::prettyProductName());
    sheet.fact(u"kernel", QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion());
    sheet.fact(u"processor", QSysInfo::currentCpuArchitecture());
    if (qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        sheet.fact(u"platform", QGuiApplication::platformName());
    sheet.fact(u"desktop", qEnvironmentVariable("XDG_CURRENT_DESKTOP"));
    sheet.fact(u"session", qEnvironmentVariable("XDG_SESSION_TYPE"));
    sheet.fact(u"screens", screenTexts().join(u", "_s));
    sheet.fact(u"locale", QLocale::system().name());
    sheet.fact(u"time zone", QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    sheet.fact(u"memory resident", memoryLine("VmRSS:"));
    sheet.fact(u"memory at most", memoryLine("VmHWM:"));
    if (source.tasks)
        sheet.fact(u"tasks in memory", QString::number(*source.tasks));
}

void addSettings(FactSheet &sheet, const Settings &settings)
{
    const Preferences &preferences = settings.preferences;
    const ConnectionPreferences &connection = preferences.connection;
    sheet.section(u"Settings");
    sheet.fact(u"profiles",
               settings.allProfiles ? u"all of the tool"_s : namesText(settings.profiles));
    sheet.fact(u"changes allowed for", namesText(settings.writableProfiles));
    sheet.fact(u"regions", connection.regions.join(u", "_s));
    sheet.fact(u"endpoint", connection.endpoint);
    sheet.fact(u"inside a VPC", yesNoText(connection.useVpc));
    sheet.fact(u"instances left out", connection.leftOut.join(u", "_s));
    sheet.fact(u"proxy", preferences.proxy);
    sheet.fact(u"CA file", preferences.caFile);
    sheet.fact(u"refresh", QString::number(settings.refreshInterval.count()) + u" s"_s);
    sheet.fact(u"requests a minute at rest", QString::number(preferences.restRequests));
    sheet.fact(u"range of the chart", nameOf(settings.chartRange));
    sheet.fact(u"stuck factor", QString::number(preferences.stuckFactor));
    sheet.fact(u"history",
               u"%1 days, %2 MB"_s.arg(preferences.historyDays).arg(preferences.historyMegabytes));
    sheet.fact(u"time zone", preferences.times.zoneId.isEmpty() ? u"of the computer"_s
                                                                : preferences.times.zoneId);
    sheet.fact(u"language", settings.language.isEmpty() ? u"of the system"_s : settings.language);
    sheet.fact(u"notifications paused until", utcText(settings.notificationsPausedUntil));
}

void addKey(FactSheet &sheet, const WatchedKey &watched)
{
    const ProfileKey &key = watched.key;
    sheet.line(u"- "_s +
               (key.profile.isEmpty() ? u"no profile is named"_s : shownName(key.profile)));
    const QStringList trail = technicalLines(key.trail);
    for (const QString &step : trail)
        sheet.line(u"  "_s + step);
    if (!key.loaded)
        sheet.line(u"  cannot be used: "_s + technicalLine(key.loaded.error()));
    if (!watched.state)
        return;
    const CredentialState &state = *watched.state;
    sheet.line(u"  has a key: "_s + yesNoText(state.hasKey) + u", temporary: "_s +
               yesNoText(state.isTemporary));
    if (state.expiresAt.isValid())
        sheet.line(u"  expires: "_s + utcText(state.expiresAt));
    if (state.error)
        sheet.line(u"  problem: "_s + technicalLine(*state.error));
}

void addCalls(FactSheet &sheet, const CallJournal &calls)
{
    sheet.section(u"Calls since the start");
    QStringList lines;
    for (const auto &[operation, figures] : calls.operations()) {
        QString line = u"%1: %2 begun, %3 answered, %4 failed"_s.arg(operation)
                           .arg(figures.begun)
                           .arg(figures.answered)
                           .arg(figures.failed);
        const auto half = figures.timeOf(50);
        const auto most = figures.timeOf(95);
        if (half && most)
            line += u"; 50 % took at most %1, 95 % %2 (of the last %3, with waiting)"_s.arg(
                millisecondsText(*half), millisecondsText(*most),
                QString::number(figures.times.size()));
        lines << line;
    }
    sheet.lines(lines, u"none"_s);

    sheet.section(u"Last failures, the latest last");
    QStringList failures;
    for (const FailedCall &call : calls.failures()) {
        const QString instance =
            call.instance.instanceId.isEmpty() ? call.instance.regionId : call.instance.instanceId;
        failures << u"%1, after %2, %3: %4"_s.arg(utcText(call.at), millisecondsText(call.took),
                                                  instance, technicalLine(call.error)) +
                        (call.error.host.isEmpty() ? QString() : u" · "_s + call.error.host);
    }
    sheet.lines(failures, u"none"_s);
}

/// Without the names of the files, which hold those of the profiles.
void addHistory(FactSheet &sheet, const std::vector<ReportedHistory> &files)
{
    sheet.section(u"History");
    QStringList lines;
    for (const ReportedHistory &file : files) {
        const QString whose =
            file.profile.isEmpty() ? u"- no profile is named"_s : u"- "_s + shownName(file.profile);
        const QFileInfo info(file.path);
        const QFileInfo log(file.path + u"-wal"_s); // of SQLite: what is not in the file yet
        lines << (info.exists() ? u"%1: %2 bytes, %3 in its log, changed %4"_s.arg(whose)
                                      .arg(info.size())
                                      .arg(log.exists() ? log.size() : 0)
                                      .arg(utcText(info.lastModified()))
                                : whose + u": there is none"_s);
    }
    sheet.lines(lines, u"none is kept"_s);
}

} // namespace

QString readingLine(const ListStatus &list)
{
    const auto stateName = [](ListStatus::State state) {
        switch (state) {
        case ListStatus::State::Refused:
            return u"refused"_s;
        case ListStatus::State::NotAnswering:
            return u"not answering"_s;
        case ListStatus::State::NeverRead:
            return u"never read"_s;
        case ListStatus::State::Outdated:
            return u"outdated"_s;
        case ListStatus::State::Current:
            break;
        }
        return u"current"_s;
    };
    QStringList facts;
    for (const QString &part :
         {shownName(list.instance.account), list.instance.regionId, list.instance.instanceId}) {
        if (!part.isEmpty())
            facts << part;
    }
    QString line = u"- "_s + facts.join(u" / "_s) + u": "_s + stateName(list.state);
    if (list.asOf.isValid())
        line += u", read "_s + utcText(list.asOf);
    if (list.since.isValid())
        line += u", since "_s + utcText(list.since);
    if (list.nextTry.isValid())
        line += u", next try "_s + utcText(list.nextTry);
    if (list.feed.doubt)
        line += u", not proven complete"_s;
    if (list.error)
        line += u", "_s + technicalLine(*list.error);
    return line;
}

QString readingLine(const RegionFinding &finding)
{
    const QString place =
        u"- "_s +
        (finding.place.account.isEmpty() ? QString()
                                         : shownName(finding.place.account) + u" / "_s) +
        finding.place.regionId + u": "_s;
    if (finding.error)
        return place + technicalLine(*finding.error);
    return place + (finding.isAsked ? u"has not answered"_s
                                    : QString::number(finding.instances) + u" instances"_s);
}

QString diagnosticsText(const DiagnosticsSource &source)
{
    FactSheet sheet;
    addProgram(sheet, source);
    addSettings(sheet, source.settings);
    sheet.section(u"Keys");
    for (const WatchedKey &key : source.keys)
        addKey(sheet, key);
    if (source.keys.empty())
        sheet.line(u"none is asked for"_s);
    sheet.section(u"Lists");
    sheet.lines(source.readings, u"none is known"_s);
    addCalls(sheet, source.calls);
    addHistory(sheet, source.historyFiles);
    return u"# Image Sync Dashboard, diagnostics of "_s + utcText(source.now) +
           u"\nRead this before you pass it on: it names profiles, instances, regions and "
           u"addresses. Keys and what looks like one are left out.\n"_s +
           sheet.text();
}
