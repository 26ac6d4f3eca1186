#include "savedfile.h"

#include "messagebar.h"
#include "wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

class SavedFile final {
    Q_DECLARE_TR_FUNCTIONS(SavedFile)
};

} // namespace

QString askWhereToSave(QWidget *parent, const QString &title, const QString &proposedName,
                       const std::vector<FileKind> &kinds)
{
    QStringList filters;
    for (const FileKind &kind : kinds)
        //: A kind of file and its ending, as in "Picture (*.png)"
        filters << SavedFile::tr("%1 (*.%2)").arg(kind.name, kind.suffix);
    QString chosen;
    QString path = QFileDialog::getSaveFileName(
        parent, title, QDir::home().filePath(proposedName + u'.' + kinds.front().suffix),
        filters.join(u";;"_s), &chosen);
    if (path.isEmpty())
        return {};
    const QString suffix = QFileInfo(path).suffix();
    const bool isKnown = std::ranges::find(kinds, suffix, &FileKind::suffix) != kinds.end();
    const auto index = static_cast<std::size_t>(std::max<qsizetype>(filters.indexOf(chosen), 0));
    return isKnown ? path : path + u'.' + kinds.at(index).suffix;
}

void saveAndTell(const QString &path, const QByteArray &bytes, MessageBar &bar)
{
    const QString error = writeWholeFile(path, bytes);
    if (error.isEmpty())
        bar.showNotice({.happened = SavedFile::tr("Saved: %1").arg(path), .whatToDo = {}}, {});
    else
        bar.showNotice({.happened = SavedFile::tr("The file could not be written."),
                        .whatToDo = SavedFile::tr("Choose another folder, or free some space.")},
                       error);
}
