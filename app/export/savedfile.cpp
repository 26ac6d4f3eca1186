#include "savedfile.h"

#include "savedbar.h"
#include "wholefile.h"

void saveAndTell(const QString &path, const QByteArray &bytes, SavedBar &bar)
{
    const QString error = writeWholeFile(path, bytes);
    if (error.isEmpty())
        bar.showSaved(path);
    else
        bar.showFault(path, error);
}
