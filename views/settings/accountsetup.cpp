#include "accountsetup.h"

#include <QCoreApplication>
#include <QSet>

bool isSameSet(const QStringList &a, const QStringList &b)
{
    return QSet<QString>(a.begin(), a.end()) == QSet<QString>(b.begin(), b.end());
}

QString setByOptionText(const QString &option)
{
    //: %1 is an option of the command line, such as --region
    return QCoreApplication::translate("AccountsPage", "Set by %1 for this run.").arg(option);
}
