#include "savedialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

class SaveDialogText final {
    Q_DECLARE_TR_FUNCTIONS(SaveDialogText)
};

/// The kinds stand in the order of \p filters.
QString suffixOfFilter(const QString &filter, const QStringList &filters,
                       const std::vector<FileKind> &kinds)
{
    const auto index = static_cast<std::size_t>(std::max<qsizetype>(filters.indexOf(filter), 0));
    return kinds.at(index).suffix;
}

} // namespace

void askWhereToSave(QWidget *parent, QObject *context, const QString &title,
                    const QString &proposed, const std::vector<FileKind> &kinds, TargetTaken taken)
{
    QStringList filters;
    for (const FileKind &kind : kinds)
        //: A kind of file and its ending, as in "Picture (*.png)"
        filters << SaveDialogText::tr("%1 (*.%2)").arg(kind.name, kind.suffix);
    const QFileInfo file(proposed);
    auto *dialog = new QFileDialog(parent, title, file.path());
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(kinds.front().suffix);
    dialog->selectFile(file.fileName());
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog, filters, kinds](const QString &filter) {
                         dialog->setDefaultSuffix(suffixOfFilter(filter, filters, kinds));
                     });
    QObject::connect(dialog, &QFileDialog::fileSelected, context,
                     [dialog, filters, kinds, taken = std::move(taken)](const QString &path) {
                         const QString suffix = QFileInfo(path).suffix().toLower();
                         const bool isKnown =
                             std::ranges::find(kinds, suffix, &FileKind::suffix) != kinds.end();
                         taken({.path = path,
                                .suffix = isKnown ? suffix
                                                  : suffixOfFilter(dialog->selectedNameFilter(),
                                                                   filters, kinds)});
                     });
    dialog->open();
}
