#include "allowquestion.h"

#include "printable.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

class AllowQuestion final {
    Q_DECLARE_TR_FUNCTIONS(AllowQuestion)
};

QString allowedForText(const QStringList &profiles)
{
    QStringList names;
    for (const QString &profile : profiles)
        names << isolated(profile);
    return names.isEmpty() ? AllowQuestion::tr("Allow changes in the registry?")
                           //: %1: profiles
                           : AllowQuestion::tr("Allow changes in the registry with %1?")
                                 .arg(QLocale().createSeparatedList(names));
}

} // namespace

void askToAllowChanges(const QStringList &profiles, QWidget &parent,
                       const std::function<void()> &allow)
{
    auto *question = new QMessageBox(&parent);
    question->setObjectName(u"allowQuestion"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(AllowQuestion::tr("Allow changes"));
    question->setTextFormat(Qt::PlainText);
    question->setText(allowedForText(profiles));
    question->setInformativeText(
        AllowQuestion::tr("Then tasks can be retried and cancelled, tags copied, and rules created "
                          "and deleted. Each request is shown in a preview first, and nothing is "
                          "sent before you press Send there. It can be taken back in the ☰ menu."));
    QPushButton *button =
        question->addButton(AllowQuestion::tr("Allow changes"), QMessageBox::AcceptRole);
    button->setObjectName(u"allowQuestionYes"_s);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    QObject::connect(button, &QPushButton::clicked, &parent, allow);
    question->open();
}
