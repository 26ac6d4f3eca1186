#include "savedfile.h"

#include "messagebar.h"
#include "wholefile.h"

#include <QCoreApplication>

namespace {

class SavedFile final {
    Q_DECLARE_TR_FUNCTIONS(SavedFile)
};

} // namespace

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
