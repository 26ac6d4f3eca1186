#include "aboutdialog.h"

#include "externalopener.h"
#include "widgetparts.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int aboutIconSize = 64;
constexpr int aboutWidth = 520;
constexpr int licenceHeight = 240;

/// What the program is made with. Its licence, as SPDX names it if it has a name, and how the
/// folder begins in which Debian keeps the text.
struct ProgramPart {
    QStringView name;
    QStringView licence;
    QStringView folder;
};

constexpr std::array programParts = {
    ProgramPart{.name = u"Qt", .licence = u"LGPL-3.0-only", .folder = u"libqt6core6"},
    ProgramPart{.name = u"Qt Charts", .licence = u"GPL-3.0-only", .folder = u"libqt6charts6"},
    ProgramPart{.name = u"Qt SVG", .licence = u"LGPL-3.0-only", .folder = u"libqt6svg6"},
    ProgramPart{.name = u"QtKeychain", .licence = u"BSD-3-Clause", .folder = u"libqt6keychain"},
    ProgramPart{.name = u"simdjson", .licence = u"Apache-2.0", .folder = u"libsimdjson"},
    ProgramPart{.name = u"SQLite", .licence = u"Public domain", .folder = u"libsqlite3-0"},
    ProgramPart{.name = u"tl::expected", .licence = u"CC0-1.0", .folder = u"libexpected-dev"}};

/// The file with the licence of \p part on this computer; empty where there is none.
QString licenceFileOf(const ProgramPart &part)
{
    const QDir documents(u"/usr/share/doc"_s);
    const QStringList folders = documents.entryList({part.folder + u'*'}, QDir::Dirs);
    for (const QString &folder : folders) {
        const QString file = documents.filePath(folder + u"/copyright"_s);
        if (QFile::exists(file))
            return file;
    }
    return {};
}

QString licenceText()
{
    QFile file(u":/licence/LICENSE"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : DialogFrame(u"aboutDialog"_s, parent),
      m_name(makeLabel(TextStyle::Headline, QPalette::WindowText, this)),
      m_version(makeLabel(TextStyle::Body, QPalette::PlaceholderText, this)),
      m_purpose(makeWrappedLabel(u"aboutPurpose"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_licence(makeWrappedLabel(u"aboutLicence"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_partsTitle(makeSectionTitle(this)),
      m_showLicence(makeButton(u"showLicence"_s, nullptr, this)),
      m_text(new QPlainTextEdit(this))
{
    m_version->setObjectName(u"aboutVersion"_s);
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *icon = new QLabel(this);
    icon->setPixmap(QApplication::windowIcon().pixmap(aboutIconSize));
    icon->setAlignment(Qt::AlignTop);
    icon->setHidden(QApplication::windowIcon().isNull());
    m_text->setObjectName(u"licenceText"_s);
    m_text->setReadOnly(true);
    m_text->setFont(fixedFont());
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(licenceHeight);

    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_name);
    words->addWidget(m_version);
    words->addSpacing(4);
    words->addWidget(m_purpose);
    head->addWidget(icon);
    head->addLayout(words, 1);
    content().addLayout(head);
    content().addSpacing(4);
    content().addWidget(m_licence);
    content().addSpacing(4);
    content().addWidget(m_partsTitle);
    addParts(content());
    content().addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    m_showLicence->setCheckable(true);
    m_showLicence->setAutoDefault(false);
    QDialogButtonBox *box = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_showLicence, &QPushButton::toggled, this, &AboutDialog::showLicence);
    buttons->addWidget(m_showLicence);
    buttons->addStretch(1);
    buttons->addWidget(box);
    content().addSpacing(4);
    content().addLayout(buttons);
    setMinimumWidth(aboutWidth);
    showLicence(false);
    retranslate();
}

void AboutDialog::addParts(QVBoxLayout &column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const ProgramPart &part : programParts) {
        auto *name = makeLabel(TextStyle::Body, QPalette::WindowText, this);
        name->setText(part.name.toString());
        grid->addWidget(name, row, 0);
        if (const QString file = licenceFileOf(part); file.isEmpty()) {
            auto *licence = makeLabel(TextStyle::Body, QPalette::PlaceholderText, this);
            licence->setText(part.licence.toString());
            grid->addWidget(licence, row, 1);
        } else {
            QPushButton *link = makeButton(u"licence"_s + QString::number(row), "link", this);
            link->setText(part.licence.toString());
            explain(*link, file);
            link->setAutoDefault(false);
            connect(link, &QPushButton::clicked, this,
                    [file] { openExternally(QUrl::fromLocalFile(file)); });
            grid->addWidget(link, row, 1, Qt::AlignLeft);
        }
        ++row;
    }
    column.addLayout(grid);
}

void AboutDialog::showLicence(bool shown)
{
    if (shown && m_text->document()->isEmpty())
        m_text->setPlainText(licenceText());
    m_text->setVisible(shown);
    adjustSize();
}

void AboutDialog::retranslate()
{
    setWindowTitle(tr("About Image Sync Dashboard"));
    m_name->setText(tr("Image Sync Dashboard"));
    //: %1 and %2 are version numbers
    m_version->setText(
        tr("Version %1, with Qt %2")
            .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())));
    m_purpose->setText(tr("Watch how container images are synchronized between registries."));
    m_licence->setText(tr("Free software under the GNU General Public License, version 3 or later, "
                          "without any warranty."));
    //: Title over libraries and their licences
    m_partsTitle->setText(tr("Made with"));
    m_showLicence->setText(tr("Licence"));
    m_text->setAccessibleName(m_showLicence->text());
}
