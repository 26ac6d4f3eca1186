#pragma once

#include "timelinedata.h"

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

/// What a picture of a chart says beside it.
struct ChartCaption {
    QString title{}; ///< empty: what the chart draws
    QString scope{}; ///< what it covers, in a few words; empty: all
};

/// A chart over time as a picture of its own, with its title and what its colours mean: as the
/// window shows it, but for what can be clicked and marked. In the light colours, for paper. \p
/// size is in device independent pixels.
QImage chartImage(const TimelineData &data, const ChartCaption &caption, QSize size, double scale);
/// An SVG of vectors and texts.
QByteArray chartSvg(const TimelineData &data, const ChartCaption &caption, QSize size);
