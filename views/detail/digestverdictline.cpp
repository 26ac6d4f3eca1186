#include "digestverdictline.h"

#include "displaytext.h"
#include "erroradvice.h"
#include "statusicon.h"
#include "theme.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int verdictMarkSize = 12;
constexpr int lowered = 2; // to the middle of the first line

QString whyUnknown(const ComparedDigests &digests)
{
    for (const TagDigest *tag : {&digests.destination, &digests.source}) {
        if (tag->error)
            return sentencesText(DigestVerdictLine::tr("Not compared."),
                                 adviceFor(*tag->error).happened);
    }
    return DigestVerdictLine::tr("Not compared: the registry gave no digest.");
}

QString verdictWords(const ComparedDigests &digests, bool taskEnded)
{
    switch (digests.verdict()) {
    case DigestVerdict::Unasked:
        return {};
    case DigestVerdict::Asking:
        return DigestVerdictLine::tr("Looking the tag up at both ends …");
    case DigestVerdict::Same:
        return DigestVerdictLine::tr("Same digest");
    case DigestVerdict::Different:
        return taskEnded ? DigestVerdictLine::tr("Different digests")
                         : DigestVerdictLine::tr("Not the same yet");
    case DigestVerdict::MissingAtSource:
        return DigestVerdictLine::tr("Missing at the source");
    case DigestVerdict::MissingAtDestination:
        return taskEnded ? DigestVerdictLine::tr("Missing at the destination")
                         : DigestVerdictLine::tr("Not at the destination yet");
    case DigestVerdict::NotPermitted:
        return DigestVerdictLine::tr("No permission to look");
    case DigestVerdict::Unknown:
        break;
    }
    return whyUnknown(digests);
}

/// Said in the colour of text; the rest is nothing to look at.
bool isNews(DigestVerdict verdict, bool taskEnded)
{
    return taskEnded &&
           (verdict == DigestVerdict::Different || verdict == DigestVerdict::MissingAtDestination);
}

/// A permission may have been given meanwhile, or somebody may have pushed the missing tag.
bool isWorthAnotherLook(DigestVerdict verdict, bool taskEnded)
{
    switch (verdict) {
    case DigestVerdict::Different:
    case DigestVerdict::MissingAtSource:
    case DigestVerdict::MissingAtDestination:
        return taskEnded; // the end of the task is an occasion to look anyway
    case DigestVerdict::NotPermitted:
    case DigestVerdict::Unknown:
        return true;
    case DigestVerdict::Unasked:
    case DigestVerdict::Asking:
    case DigestVerdict::Same:
        break;
    }
    return false;
}

/// An equals sign that is struck out.
void paintUnequal(QPainter &painter, const QRectF &rect, const QColor &color)
{
    painter.setPen(QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap));
    const QPointF centre = rect.center();
    const qreal half = rect.width() * 0.36;
    const qreal apart = rect.height() * 0.15;
    for (const qreal y : {-apart, apart})
        painter.drawLine(centre + QPointF(-half, y), centre + QPointF(half, y));
    painter.drawLine(centre + QPointF(-half * 0.6, half * 1.1),
                     centre + QPointF(half * 0.6, -half * 1.1));
}

SyncTaskStatus shapeFor(DigestVerdict verdict, bool taskEnded)
{
    switch (verdict) {
    case DigestVerdict::Same:
        return SyncTaskStatus::Success;
    case DigestVerdict::MissingAtDestination:
        return taskEnded ? SyncTaskStatus::Error : SyncTaskStatus::Pending;
    case DigestVerdict::MissingAtSource:
    case DigestVerdict::NotPermitted:
        return SyncTaskStatus::Canceled;
    case DigestVerdict::Different: // has a shape of its own once the task has ended
        return SyncTaskStatus::Pending;
    case DigestVerdict::Unasked:
    case DigestVerdict::Asking:
    case DigestVerdict::Unknown:
        break;
    }
    return SyncTaskStatus::Unknown;
}

} // namespace

DigestMark::DigestMark(QWidget *parent) : QWidget(parent)
{
    setFixedSize(verdictMarkSize, verdictMarkSize + lowered);
}

void DigestMark::showVerdict(DigestVerdict verdict, bool taskEnded)
{
    m_verdict = verdict;
    m_taskEnded = taskEnded;
    update();
}

void DigestMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect place = rect().adjusted(0, lowered, 0, 0);
    if (m_verdict == DigestVerdict::Different && m_taskEnded)
        paintUnequal(painter, place, statusText(SyncTaskStatus::Pending, palette()));
    else
        paintStatusIcon(painter, place, shapeFor(m_verdict, m_taskEnded), palette());
}

DigestVerdictLine::DigestVerdictLine(QWidget *parent)
    : QWidget(parent),
      m_mark(new DigestMark(this)),
      m_words(new WrappedText(this)),
      m_again(makeButton(u"lookAgain"_s, "link", this))
{
    m_words->setObjectName(u"digestVerdict"_s);
    m_words->setFont(textFont(TextStyle::Secondary, m_words->font()));
    m_again->setFont(textFont(TextStyle::Secondary, m_again->font()));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_words, 1, Qt::AlignTop);
    layout->addWidget(m_again, 0, Qt::AlignTop);
    connect(m_again, &QPushButton::clicked, this, &DigestVerdictLine::lookAgainRequested);
    retranslate();
}

void DigestVerdictLine::showDigests(const ComparedDigests &digests, bool taskEnded)
{
    m_digests = digests;
    m_taskEnded = taskEnded;
    retranslate();
}

void DigestVerdictLine::retranslate()
{
    const DigestVerdict verdict = m_digests.verdict();
    m_mark->showVerdict(verdict, m_taskEnded);
    m_words->setAccessibleName(tr("Comparison of the digests"));
    m_words->setSecondary(!isNews(verdict, m_taskEnded));
    m_words->showText(verdictWords(m_digests, m_taskEnded));
    //: Button: ask the registry for both tags again
    m_again->setText(tr("Look again"));
    m_again->setVisible(isWorthAnotherLook(verdict, m_taskEnded));
}
