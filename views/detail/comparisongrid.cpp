#include "comparisongrid.h"

#include "digestcell.h"
#include "digestverdictline.h"
#include "displaytext.h"
#include "region.h"
#include "theme.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <cstddef>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOfId = 16; // characters that fit into a line of either end

constexpr int labelWidth = 76;
constexpr int columnGap = 12;

QString repositoryPath(const ImageRef &image)
{
    ImageRef repository = image;
    repository.imageTag.clear();
    return repository.path();
}

} // namespace

ComparisonGrid::ComparisonGrid(QWidget *parent)
    : QWidget(parent),
      m_sourceTitle(makeLabel(TextStyle::Secondary, QPalette::WindowText, this)),
      m_destinationTitle(makeLabel(TextStyle::Secondary, QPalette::WindowText, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *grid = new QGridLayout;
    column->addLayout(grid);
    grid->setHorizontalSpacing(columnGap);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, labelWidth - columnGap);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);

    for (QLabel *title : {m_sourceTitle, m_destinationTitle}) {
        QFont font = title->font();
        font.setWeight(QFont::DemiBold);
        title->setFont(font);
    }
    grid->addWidget(m_sourceTitle, 0, 1);
    grid->addWidget(m_destinationTitle, 0, 2);

    const std::array names = {u"Instance"_s, u"Region"_s, u"Repository"_s, u"Tag"_s};
    for (std::size_t row = 0; row < RowCount; ++row) {
        m_labels.at(row) = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
        m_from.at(row) = new WrappedText(this);
        m_to.at(row) = new WrappedText(this);
        m_from.at(row)->setObjectName(u"source"_s + names.at(row));
        m_to.at(row)->setObjectName(u"destination"_s + names.at(row));
        const int line = static_cast<int>(row) + 1;
        grid->addWidget(m_labels.at(row), line, 0, Qt::AlignTop);
        grid->addWidget(m_from.at(row), line, 1, Qt::AlignTop);
        grid->addWidget(m_to.at(row), line, 2, Qt::AlignTop);
        for (WrappedText *cell : {m_from.at(row), m_to.at(row)})
            cell->setFont(textFont(TextStyle::Secondary, cell->font()));
    }
    addDigestLines(*grid);
    showDigests({}, true);
    retranslate();
}

void ComparisonGrid::addDigestLines(QGridLayout &grid)
{
    m_digestLabel = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
    m_fromDigest = new DigestCell(this);
    m_toDigest = new DigestCell(this);
    m_fromDigest->setObjectName(u"sourceDigest"_s);
    m_toDigest->setObjectName(u"destinationDigest"_s);
    m_verdict = new DigestVerdictLine(this);
    connect(m_verdict, &DigestVerdictLine::lookAgainRequested, this,
            &ComparisonGrid::lookAgainRequested);
    constexpr int line = RowCount + 1;
    grid.addWidget(m_digestLabel, line, 0);
    grid.addWidget(m_fromDigest, line, 1);
    grid.addWidget(m_toDigest, line, 2);
    // Below the grid, not in it: a grid asks what spans its columns for a height of its own.
    m_verdict->setContentsMargins(labelWidth, 0, 0, 0);
    layout()->addWidget(m_verdict);
}

void ComparisonGrid::showDigests(const ComparedDigests &digests, bool taskEnded)
{
    const DigestVerdict verdict = digests.verdict();
    m_fromDigest->showTag(digests.source);
    m_toDigest->showTag(digests.destination);
    m_verdict->showDigests(digests, taskEnded);
    m_digestDiffers = taskEnded && verdict == DigestVerdict::Different;
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_digestLabel, m_fromDigest, m_toDigest, m_verdict})
        part->setVisible(verdict != DigestVerdict::Unasked);
    update();
}

void ComparisonGrid::showImages(const ImageRef &from, const QString &fromInstance,
                                const ImageRef &to, const QString &toInstance)
{
    const auto fill = [](const std::array<WrappedText *, RowCount> &cells, const ImageRef &image,
                         const QString &instance) {
        // Without a name the id itself is shown, in one line: in two it looks like two.
        const bool isId = instance.isEmpty() || instance == image.instanceId;
        cells[Instance]->showText(isId ? shortened(image.instanceId, mostOfId) : instance);
        explainId(*cells[Instance], image.instanceId);
        cells[Instance]->setFont(textFont(
            TextStyle::Secondary, isId ? fixedFont() : cells[Instance]->parentWidget()->font()));
        cells[RegionRow]->showText(placeName(image.regionId));
        explain(*cells[RegionRow], image.regionId);
        cells[Repository]->showText(repositoryPath(image));
        cells[Tag]->showText(image.imageTag);
    };
    fill(m_from, from, fromInstance);
    fill(m_to, to, toInstance);
    m_repositoryDiffers = repositoryPath(from) != repositoryPath(to);
    m_tagDiffers = from.imageTag != to.imageTag;
    update();
}

void ComparisonGrid::retranslate()
{
    m_sourceTitle->setText(tr("Source"));
    m_destinationTitle->setText(tr("Destination"));
    const std::array words = {tr("Instance"), tr("Region"), tr("Repository"), tr("Tag")};
    for (std::size_t row = 0; row < RowCount; ++row) {
        m_labels.at(row)->setText(words.at(row));
        //: %1 is what a value is, e.g. "Region"
        m_from.at(row)->setAccessibleName(tr("Source: %1").arg(words.at(row)));
        m_to.at(row)->setAccessibleName(tr("Destination: %1").arg(words.at(row)));
    }
    m_digestLabel->setText(tr("Digest"));
    m_fromDigest->setSubject(tr("Source: %1").arg(m_digestLabel->text()));
    m_toDigest->setSubject(tr("Destination: %1").arg(m_digestLabel->text()));
    m_verdict->retranslate();
}

void ComparisonGrid::mark(QPainter &painter, const QRect &cells)
{
    painter.drawRoundedRect(cells.adjusted(-4, -2, 4, 2), 3, 3);
}

void ComparisonGrid::markRow(QPainter &painter, Row row) const
{
    mark(painter, m_from.at(row)->geometry() | m_to.at(row)->geometry());
}

void ComparisonGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColors(palette()).differenceFill);
    if (m_repositoryDiffers)
        markRow(painter, Repository);
    if (m_tagDiffers)
        markRow(painter, Tag);
    if (m_digestDiffers)
        mark(painter, m_fromDigest->geometry() | m_toDigest->geometry());
}
