#include "idbox.h"

#include "printable.h"
#include "region.h"
#include "widgetparts.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int leastIdLength = 24; // "cri-" and 16 characters, and some room
constexpr int idRegionRole = Qt::UserRole + 1;

QString entryText(const RegistryInstance &instance)
{
    const QString name = instance.name.isEmpty() ? instance.id : instance.name;
    return isolated(name) + u" · "_s + placeName(instance.regionId);
}

} // namespace

IdBox::IdBox(QWidget *parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(leastIdLength);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    view()->setTextElideMode(Qt::ElideMiddle);
    connect(this, &QComboBox::currentTextChanged, this,
            [this](const QString &text) { explain(*this, text); });
    connect(this, &QComboBox::currentIndexChanged, this, &IdBox::showBeginning);
}

void IdBox::letType()
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &IdBox::showBeginning);
}

void IdBox::showInstances(const std::vector<RegistryInstance> &instances)
{
    const QString chosen = chosenId();
    clear();
    for (const RegistryInstance &instance : instances) {
        addItem(entryText(instance), instance.id);
        setItemData(count() - 1, instance.regionId, idRegionRole);
        setItemData(count() - 1, plainToolTip(entryText(instance)), Qt::ToolTipRole);
    }
    setCurrentIndex(std::max(findData(chosen), isEditable() ? -1 : 0));
    showBeginning();
}

void IdBox::showRegions()
{
    const bool isNew = count() == 0;
    for (const Region &region : knownRegions()) {
        if (region.isClosed)
            continue;
        const QString id = region.id.toString();
        if (isNew)
            addItem(placeName(id), id);
        else
            setItemText(findData(id), placeName(id));
    }
    if (isNew && isEditable())
        setCurrentIndex(-1);
}

void IdBox::showId(const QString &id)
{
    if (const int entry = findData(id); entry >= 0)
        setCurrentIndex(entry);
    else if (isEditable())
        setEditText(id);
    showBeginning();
}

QString IdBox::chosenId() const
{
    if (itemText(currentIndex()) == currentText())
        return currentData().toString(); // several may be called so
    const int entry = findText(currentText());
    return entry >= 0 ? itemData(entry).toString() : currentText().trimmed();
}

QString IdBox::chosenRegion() const
{
    return itemData(findData(chosenId()), idRegionRole).toString();
}

/// A line that is written into shows where its cursor is, else its end.
void IdBox::showBeginning()
{
    if (isEditable())
        lineEdit()->setCursorPosition(0);
}

void IdBox::paintEvent(QPaintEvent *event)
{
    if (isEditable())
        return QComboBox::paintEvent(event);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText =
        option.fontMetrics.elidedText(option.currentText, Qt::ElideMiddle, room.width() - 2);
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}
