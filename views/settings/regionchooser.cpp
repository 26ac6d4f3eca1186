#include "regionchooser.h"

#include "idbox.h"
#include "region.h"
#include "widgetparts.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int chipsInLine = 3;

} // namespace

RegionChooser::RegionChooser(QWidget *parent)
    : QWidget(parent),
      m_chips(new QGridLayout),
      m_box(new IdBox(this)),
      m_add(makeButton(u"addRegion"_s, nullptr, this))
{
    m_box->setObjectName(u"regionBox"_s);
    m_box->letType();
    m_box->lineEdit()->setObjectName(u"regionText"_s);
    m_box->installEventFilter(this); // which has the focus in the place of its line
    m_box->lineEdit()->installEventFilter(this);
    m_add->setAutoDefault(false);
    m_chips->setSpacing(6);
    m_chips->setColumnStretch(chipsInLine, 1);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_box, 1);
    line->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(m_chips);
    column->addLayout(line);
    connect(m_add, &QPushButton::clicked, this, &RegionChooser::add);
    retranslate();
}

void RegionChooser::showRegions(const QStringList &ids)
{
    m_regions = ids;
    m_box->clearEditText();
    fill();
}

QStringList RegionChooser::regions() const
{
    QStringList all = m_regions;
    if (const QString typed = m_box->chosenId(); !typed.isEmpty() && !all.contains(typed))
        all << typed;
    return all;
}

QWidget *RegionChooser::firstField() const
{
    return m_box;
}

void RegionChooser::fill()
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        if (QWidget *chip = item->widget()) {
            chip->hide(); // it may be the one whose signal is being handled
            chip->setObjectName({});
            chip->deleteLater();
        }
        delete item;
    }
    for (qsizetype i = 0; i < m_regions.size(); ++i) {
        const QString &id = m_regions.at(i);
        QPushButton *chip = makeButton(u"region_"_s + id, nullptr, this);
        chip->setAutoDefault(false);
        chip->setText(placeName(id) + u"  ✕"_s);
        //: %1 is a place, %2 the id of its region
        chip->setAccessibleName(tr("Leave out %1 (%2)").arg(placeName(id), id));
        explain(*chip, chip->accessibleName());
        m_chips->addWidget(chip, static_cast<int>(i) / chipsInLine,
                           static_cast<int>(i) % chipsInLine);
        connect(chip, &QPushButton::clicked, this, [this, region = id] { remove(region); });
    }
    Q_EMIT refilled();
}

void RegionChooser::add()
{
    const QStringList all = regions();
    m_box->setCurrentIndex(-1);
    m_box->clearEditText();
    if (all == m_regions)
        return;
    m_regions = all;
    fill();
    Q_EMIT regionsChanged();
}

void RegionChooser::remove(const QString &id)
{
    m_regions.removeAll(id);
    m_box->setFocus(); // its own button is gone
    fill();
    Q_EMIT regionsChanged();
}

/// Enter adds what was typed, and does not close the dialog.
bool RegionChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !m_box->chosenId().isEmpty()) {
            add();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RegionChooser::retranslate()
{
    const QString typed = m_box->chosenId();
    m_box->showRegions();
    if (!typed.isEmpty())
        m_box->showId(typed);
    m_box->lineEdit()->setPlaceholderText(tr("place, or id such as cn-hangzhou"));
    m_box->setAccessibleName(tr("Region to add"));
    m_add->setText(tr("Add"));
    m_add->setAccessibleName(tr("Add the region"));
    fill();
}
