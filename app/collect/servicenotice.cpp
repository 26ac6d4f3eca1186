#include "servicenotice.h"

#include <systemd/sd-daemon.h>
#include <time.h>

using namespace Qt::StringLiterals;

namespace {

void tell(const QString &text)
{
    ::sd_notify(0, text.toUtf8().constData()); // nothing where nobody listens
}

/// Lines would be other messages.
QString statusLine(const QString &state)
{
    return u"STATUS="_s + state.simplified();
}

} // namespace

void tellServiceReady(const QString &state)
{
    tell(u"READY=1\n"_s + statusLine(state));
}

void tellServiceReloading(const QString &state)
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 micros = qint64{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
    tell(u"RELOADING=1\nMONOTONIC_USEC=%1\n"_s.arg(micros) + statusLine(state));
}

void tellServiceStopping()
{
    tell(u"STOPPING=1"_s);
}
