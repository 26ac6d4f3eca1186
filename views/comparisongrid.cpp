#include "comparisongrid.h"

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
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
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
    retranslate();
}

ComparisonGrid::~ComparisonGrid() = default;

void ComparisonGrid::showImages(const ImageRef &from, const QString &fromInstance,
                                const ImageRef &to, const QString &toInstance)
{
    const auto fill = [](const std::array<WrappedText *, RowCount> &cells, const ImageRef &image,
                         const QString &instance) {
        cells[Instance]->showText(instance.isEmpty() ? image.instanceId : instance);
        cells[Instance]->setToolTip(image.instanceId);
        cells[RegionRow]->showText(placeName(image.regionId));
        cells[RegionRow]->setToolTip(image.regionId);
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
}

void ComparisonGrid::markRow(QPainter &painter, Row row) const
{
    const QRect cells = m_from.at(row)->geometry() | m_to.at(row)->geometry();
    painter.drawRoundedRect(cells.adjusted(-4, -2, 4, 2), 3, 3);
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
}
