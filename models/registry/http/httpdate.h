#pragma once

#include <QByteArrayView>
#include <QDateTime>

/// A time as a server writes it, "Sun, 06 Nov 1994 08:49:37 GMT", in UTC; invalid where it is none.
/// The name of the day is not compared with the date. Source: RFC 9110, section 5.6.7
/// (IMF-fixdate).
QDateTime timeFromHttpDate(QByteArrayView text);
