#include "historysettings.h"

#include "displaytext.h"
#include "externalopener.h"
#include "numberbox.h"
#include "preferences.h"
#include "widgetparts.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

using namespace Qt::StringLiterals;

HistorySettings::HistorySettings(QWidget *parent)
    : QObject(parent),
      m_title(makeSectionTitle(parent)),
      m_daysLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_days(makeNumberBox<QSpinBox>(u"historyDays"_s, Preferences::fewestDays,
                                     Preferences::mostDays, parent)),
      m_megabytesLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_megabytes(makeNumberBox<QSpinBox>(u"historyMegabytes"_s, Preferences::fewestMegabytes,
                                          Preferences::mostMegabytes, parent)),
      m_kept(makeWrappedLabel(u"historyKept"_s, TextStyle::Body, QPalette::WindowText, parent)),
      m_openFolder(makeButton(u"historyFolder"_s, nullptr, parent)),
      m_hint(makeHint(parent))
{
    m_daysLabel->setBuddy(m_days);
    m_megabytesLabel->setBuddy(m_megabytes);
    m_megabytes->setSingleStep(100);
    m_kept->setTextFormat(Qt::PlainText);
    m_kept->hide();
    m_openFolder->hide();
    connect(m_openFolder, &QPushButton::clicked, this,
            [this] { openExternally(QUrl::fromLocalFile(m_facts->folder)); });
    retranslate();
}

void HistorySettings::addTo(QFormLayout &form) const
{
    form.addRow(m_title);
    form.addRow(m_daysLabel, m_days);
    form.addRow(m_megabytesLabel, m_megabytes);
    form.addRow(m_kept);
    auto *folder = new QHBoxLayout; // as wide as its text
    folder->addWidget(m_openFolder);
    folder->addStretch(1);
    form.addRow(folder);
    form.addRow(m_hint);
}

void HistorySettings::showPreferences(const Preferences &preferences)
{
    m_days->setValue(preferences.historyDays);
    m_megabytes->setValue(preferences.historyMegabytes);
}

void HistorySettings::takeInto(Preferences &preferences) const
{
    preferences.historyDays = m_days->value();
    preferences.historyMegabytes = m_megabytes->value();
}

void HistorySettings::showFacts(const HistoryFacts &facts, const TimeContext &context)
{
    m_facts = facts;
    m_context = context;
    showKept();
}

void HistorySettings::showKept()
{
    if (!m_facts)
        return;
    m_kept->show();
    m_openFolder->setVisible(m_facts->files > 0);
    m_openFolder->setToolTip(m_facts->folder);
    if (m_facts->files == 0)
        return m_kept->setText(tr("This window keeps no history."));
    //: %1 is a size, as 12.4 MB
    QString text = tr("%1 in %n file(s).", nullptr, m_facts->files).arg(bytesText(m_facts->bytes));
    if (m_facts->isLoading)
        text = sentencesText(text, tr("It is still being read."));
    else if (m_facts->oldest.isValid())
        //: %1 is a time
        text = sentencesText(text, tr("The oldest task that was read from it is of %1.")
                                       .arg(cellTimeText(m_facts->oldest, m_context)));
    m_kept->setText(text);
}

void HistorySettings::retranslate()
{
    //: Title of a part of the settings: tasks that were seen, kept on this machine
    m_title->setText(tr("History on this machine"));
    m_daysLabel->setText(tr("&Keep tasks for"));
    //: Behind a number
    m_days->setSuffix(tr(" days"));
    m_megabytesLabel->setText(tr("Use at &most"));
    m_megabytes->setSuffix(tr(" MB"));
    m_openFolder->setText(tr("Open folder"));
    m_hint->setText(tr("Older tasks are forgotten here, the oldest finished ones first. The "
                       "registry keeps its own list. With several accounts each has as much."));
    showKept();
}
