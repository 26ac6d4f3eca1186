#include "aboutbox.h"

#include <QCoreApplication>
#include <QMessageBox>

using namespace Qt::StringLiterals;

void showAboutBox(QWidget &parent)
{
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("AboutBox", text);
    };
    auto *box = new QMessageBox(&parent);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(translated(QT_TRANSLATE_NOOP("AboutBox", "About Image Sync Dashboard")));
    box->setText(translated(QT_TRANSLATE_NOOP("AboutBox", "Image Sync Dashboard %1"))
                     .arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        translated(QT_TRANSLATE_NOOP(
                       "AboutBox",
                       "Watch how container images are synchronized between registries.\n\n"
                       "Free software under the GNU General Public License, version 3 or later. "
                       "Made with Qt %1."))
            .arg(QString::fromLatin1(qVersion())));
    box->setModal(false);
    box->show();
}
