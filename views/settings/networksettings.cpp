#include "networksettings.h"

#include "accountsetup.h"
#include "opendialog.h"
#include "widgetparts.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

NetworkSettings::NetworkSettings(QWidget *parent)
    : QObject(parent),
      m_parent(parent),
      m_title(makeSectionTitle(parent)),
      m_proxyLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_proxy(makeAddressEdit(u"networkProxy"_s, parent)),
      m_fileLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_file(makeAddressEdit(u"networkCaFile"_s, parent)),
      m_choose(makeButton(u"chooseCaFile"_s, nullptr, parent)),
      m_problem(makeWrappedLabel(u"networkProblem"_s, TextStyle::Secondary, QPalette::WindowText,
                                 parent)),
      m_note(makeHint(parent)),
      m_hint(makeHint(parent))
{
    m_proxyLabel->setBuddy(m_proxy);
    m_fileLabel->setBuddy(m_file);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_note->setObjectName(u"networkNote"_s);
    connect(m_choose, &QPushButton::clicked, this, &NetworkSettings::chooseFile);
    retranslate();
}

void NetworkSettings::addTo(QFormLayout &form) const
{
    // Not in the form's columns: an address needs more room than a number.
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(form.horizontalSpacing());
    fields->setVerticalSpacing(form.verticalSpacing());
    fields->setColumnStretch(1, 1);
    fields->addWidget(m_proxyLabel, 0, 0);
    fields->addWidget(m_proxy, 0, 1, 1, 2);
    fields->addWidget(m_fileLabel, 1, 0);
    fields->addWidget(m_file, 1, 1);
    fields->addWidget(m_choose, 1, 2);
    form.addRow(m_title);
    form.addRow(fields);
    form.addRow(m_problem);
    form.addRow(m_note);
    form.addRow(m_hint);
}

void NetworkSettings::showValues(const QString &proxy, const QString &caFile)
{
    m_keptProxy = proxy;
    m_keptFile = caFile;
    m_proxy->setText(m_givenProxy.isEmpty() ? proxy : m_givenProxy);
    m_file->setText(QDir::toNativeSeparators(m_givenFile.isEmpty() ? caFile : m_givenFile));
}

void NetworkSettings::showCommandLine(const QString &proxy, const QString &caFile)
{
    m_givenProxy = proxy;
    m_givenFile = caFile;
    m_proxy->setEnabled(proxy.isEmpty());
    m_file->setEnabled(caFile.isEmpty());
    m_choose->setEnabled(caFile.isEmpty());
    showNote();
}

void NetworkSettings::showNote()
{
    QStringList options;
    if (!m_givenProxy.isEmpty())
        options << u"--proxy"_s;
    if (!m_givenFile.isEmpty())
        options << u"--ca-file"_s;
    m_note->setText(setByOptionText(options.join(u", "_s)));
    m_note->setVisible(!options.isEmpty());
}

void NetworkSettings::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString NetworkSettings::proxy() const
{
    return m_givenProxy.isEmpty() ? m_proxy->text().trimmed() : m_keptProxy;
}

QString NetworkSettings::caFile() const
{
    if (!m_givenFile.isEmpty())
        return m_keptFile;
    const QString file = QDir::fromNativeSeparators(m_file->text().trimmed());
    return file.isEmpty() ? file : QFileInfo(file).absoluteFilePath();
}

void NetworkSettings::chooseFile()
{
    //: A kind of files in the dialog that chooses one
    const QStringList filters{tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")};
    askWhichFile(m_parent, this, tr("CA file"), QFileInfo(caFile()).path(), filters,
                 [this](const QString &file) { m_file->setText(QDir::toNativeSeparators(file)); });
}

void NetworkSettings::retranslate()
{
    //: Title of a part of the settings: proxy and certificates
    m_title->setText(tr("Network"));
    m_proxyLabel->setText(tr("&Proxy"));
    //: In the empty field of a proxy or a file: the environment's variables decide
    m_proxy->setPlaceholderText(tr("as the environment says"));
    m_fileLabel->setText(tr("&CA file"));
    m_file->setPlaceholderText(m_proxy->placeholderText());
    m_choose->setText(tr("Choose…"));
    m_choose->setAccessibleName(tr("Choose the CA file"));
    for (const QLineEdit *edit : {m_proxy, m_file})
        nameClearButton(*edit, tr("Clear the text"));
    showNote();
    m_hint->setText(tr("Such as http://proxy.example:8080 or socks5://proxy.example:1080; “none” "
                       "uses no proxy. A proxy with a password belongs in the variable "
                       "HTTPS_PROXY. The authorities of the CA file (PEM) are trusted in addition "
                       "to the system's."));
}
