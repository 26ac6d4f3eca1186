#include "accountsetup.h"

#include <QCoreApplication>

QString setByOptionText(const QString &option)
{
    //: %1 is an option of the command line, such as --region
    return QCoreApplication::translate("AccountsPage", "Set by %1 for this run.").arg(option);
}
