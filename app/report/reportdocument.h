#pragma once

#include "periodreport.h"

#include <QByteArray>
#include <QString>

#include <functional>

/// How a chart stands in a document: its mark-up.
using ChartMarkup = std::function<QString(const TimelineData &data)>;

/// The document, in the user's language, as HTML that a browser and QTextDocument show alike:
/// coverage first, then headline, charts, failures by cause and by route, slowest routes, what was
/// sent, failures. Texts from outside are never mark-up.
QString reportBody(const PeriodReport &report, const ChartMarkup &chart);
/// Of the window of a browser, and of a PDF's properties.
QString reportTitle(const PeriodReport &report);

/// A whole HTML page that needs nothing else: charts are SVG within it, and nothing in it runs.
QByteArray reportHtml(const PeriodReport &report);
/// A4 pages.
QByteArray reportPdf(const PeriodReport &report);
