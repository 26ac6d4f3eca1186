#include "zonebox.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

class ZoneBox final {
    Q_DECLARE_TR_FUNCTIONS(ZoneBox)
};

constexpr int ownZoneItem = 0; // of this computer

} // namespace

QComboBox *makeZoneBox(const QString &objectName, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItem(QString(), QString());
    box->addItem(u"UTC"_s, u"UTC"_s);
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        if (const QString name = QString::fromUtf8(id); name != "UTC"_L1)
            box->addItem(name, name);
    }
    QCompleter *completer = box->completer();
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    constexpr int shownLetters = 28;
    box->setMinimumContentsLength(shownLetters);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    retranslateZones(*box);
    return box;
}

std::optional<QString> writtenZone(const QComboBox &box)
{
    const QString text = box.currentText().trimmed();
    if (const int item = box.findText(text, Qt::MatchFixedString); item >= 0)
        return box.itemData(item).toString();
    if (!text.isEmpty() && QTimeZone::isTimeZoneIdAvailable(text.toUtf8()))
        return text;
    return {};
}

void showZone(QComboBox &box, const QString &id)
{
    const int item = box.findData(id);
    box.setCurrentIndex(item);
    if (item < 0)
        box.setEditText(id);
}

void retranslateZones(QComboBox &box)
{
    box.setItemText(
        ownZoneItem,
        //: A time zone; %1 is its name
        ZoneBox::tr("This computer's, %1").arg(QString::fromUtf8(QTimeZone::systemTimeZoneId())));
    box.lineEdit()->setPlaceholderText(ZoneBox::tr("A place, such as Asia/Shanghai"));
}
