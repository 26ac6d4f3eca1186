#include "autostart.h"

#include "smallfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostEntryBytes = 65'536;

tl::unexpected<QString> autostartFault(const QString &path, const QString &reason)
{
    //: %1 is a file, %2 the system's words for what went wrong
    return tl::unexpected(QCoreApplication::translate("Autostart", "%1 cannot be changed: %2")
                              .arg(QDir::toNativeSeparators(path), reason));
}

} // namespace

Autostart::Autostart(QString path, QString program)
    : m_path(std::move(path)), m_program(std::move(program))
{
}

bool Autostart::isOn() const
{
    const auto content = readSmallFile(m_path, mostEntryBytes);
    if (!content || content->isEmpty())
        return false;
    const QByteArrayList lines = content->split('\n');
    // How desktops switch an entry off without removing it.
    for (const QByteArray &line : lines) {
        const QByteArray bare = line.simplified().replace(" = ", "=").toLower();
        if (bare == "hidden=true" || bare == "x-gnome-autostart-enabled=false")
            return false;
    }
    return true;
}

tl::expected<void, QString> Autostart::set(bool isOn) const
{
    if (!isOn) {
        QFile file(m_path);
        const bool isGone = !QFileInfo(m_path).isSymLink() && !file.exists();
        if (isGone || file.remove())
            return {};
        return autostartFault(m_path, file.errorString());
    }
    if (m_program.contains(u'\n'))
        return autostartFault(m_path, u"the path of the program has a line break"_s);
    const QString entry = u"[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=Image Sync Dashboard\n"
                          "Name[zh_CN]=镜像同步看板\n"
                          "Icon=org.syncdashboard.SyncDashboard\n"
                          "Exec="_s +
                          desktopExecWord(m_program) + u" --hidden\n"_s;
    if (const auto written = replaceSmallFile(m_path, entry.toUtf8()); !written)
        return autostartFault(m_path, written.error());
    return {};
}

/// Quoted, then escaped as every text of such a file.
QString desktopExecWord(const QString &argument)
{
    QString word = u"\""_s;
    for (const QChar character : argument) {
        if (character == u'"' || character == u'`' || character == u'$')
            word += u"\\\\"_s;
        else if (character == u'\\')
            word += u"\\\\\\"_s; // with itself: four
        else if (character == u'%')
            word += u'%';
        word += character;
    }
    return word + u'"';
}
