#include "opendialog.h"

#include <QFileDialog>

#include <utility>

using namespace Qt::StringLiterals;

void askWhichFile(QWidget *parent, QObject *context, const QString &title, const QString &folder,
                  const QStringList &filters, std::function<void(const QString &path)> taken)
{
    auto *dialog = new QFileDialog(parent, title, folder);
    dialog->setObjectName(u"openDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (!filters.isEmpty())
        dialog->setNameFilters(filters);
    QObject::connect(dialog, &QFileDialog::fileSelected, context, std::move(taken));
    dialog->open();
}
