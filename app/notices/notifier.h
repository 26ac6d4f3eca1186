#pragma once

#include "notice.h"
#include "timedisplay.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>

/// How the watch stands, for an icon that is always in sight.
struct NotifierStatus {
    bool isOn = true;        ///< off: nothing is to be seen
    int unseen = 0;          ///< failures of all that is watched since somebody looked
    int failed = 0;          ///< as the headline says, of the last day
    QDateTime pausedUntil{}; ///< invalid: there is no pause
    QStringList muted{};     ///< what is silenced, and until when; a line for each

    friend bool operator==(const NotifierStatus &, const NotifierStatus &) = default;
};

enum class WatchPause { None, Hour, UntilMorning };

/// Where notices go: the desktop; in a test, a list.
class Notifier : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// False where there is no place for it.
    [[nodiscard]] virtual bool show(const Notice &notice, const QDateTime &now) = 0;
    virtual void showStatus(const NotifierStatus &status, const TimeContext &now) = 0;
    /// An icon stands where the person sees it, and brings the window back.
    [[nodiscard]] virtual bool isInSight() const { return false; }

Q_SIGNALS:
    /// The operator wants to see more of the one that was shown last.
    void noticeChosen(const Notice &notice);
    void windowRequested();
    void pauseChosen(WatchPause pause);
    void quitRequested();
};
