#include "backgroundsettings.h"

#include "widgetparts.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

BackgroundSettings::BackgroundSettings(QWidget *parent)
    : QObject(parent),
      m_title(makeSectionTitle(parent)),
      m_closesToTray(new QCheckBox(parent)),
      m_autostart(new QCheckBox(parent)),
      m_hint(makeHint(parent))
{
    m_closesToTray->setObjectName(u"closesToTray"_s);
    m_autostart->setObjectName(u"autostart"_s);
    m_autostart->hide();
    retranslate();
}

void BackgroundSettings::addTo(QFormLayout &form) const
{
    form.addRow(m_title);
    form.addRow(m_closesToTray);
    form.addRow(m_autostart);
    form.addRow(m_hint);
}

void BackgroundSettings::showClosesToTray(bool closes)
{
    m_closesToTray->setChecked(closes);
}

bool BackgroundSettings::closesToTray() const
{
    return m_closesToTray->isChecked();
}

void BackgroundSettings::setTrayOffered(bool isOffered)
{
    m_closesToTray->setEnabled(isOffered);
}

void BackgroundSettings::showAutostart(bool isOn)
{
    m_shownAutostart = isOn;
    m_autostart->setChecked(isOn);
    m_autostart->show();
}

std::optional<bool> BackgroundSettings::changedAutostart() const
{
    if (!m_shownAutostart || m_autostart->isChecked() == *m_shownAutostart)
        return {};
    return m_autostart->isChecked();
}

void BackgroundSettings::retranslate()
{
    //: Title of a part of the settings: the program without its window
    m_title->setText(tr("In the background"));
    m_closesToTray->setText(tr("&Go on in the tray when the window is closed"));
    m_autostart->setText(tr("Start with the &desktop, in the tray"));
    m_hint->setText(tr("The icon in the tray is there while notifications are on. Where the "
                       "desktop has no tray, closing the window ends the program."));
}
