#include "instancechoice.h"

#include "printable.h"
#include "region.h"

#include <QComboBox>

using namespace Qt::StringLiterals;

QString instanceEntry(const RegistryInstance &instance)
{
    const QString name = instance.name.isEmpty() ? instance.id : instance.name;
    return isolated(name) + u" · "_s + placeName(instance.regionId);
}

QString chosenIn(const QComboBox &box)
{
    if (box.itemText(box.currentIndex()) == box.currentText())
        return box.currentData().toString(); // several may be called so
    const int entry = box.findText(box.currentText());
    return entry >= 0 ? box.itemData(entry).toString() : box.currentText().trimmed();
}
