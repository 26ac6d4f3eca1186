#include "addkeydialog.h"

#include "manualplace.h"
#include "theme.h"
#include "widgetparts.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int addKeyWidth = 460;
constexpr int longestKeyName = 100;
constexpr int longestKeyField = 16'384;

} // namespace

AddKeyDialog::AddKeyDialog(QWidget *parent)
    : DialogFrame(u"addKeyDialog"_s, parent),
      m_nameLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_name(makeLine(u"keyName"_s, false)),
      m_idLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_id(makeLine(u"keyId"_s, false)),
      m_secretLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_secret(makeLine(u"keySecret"_s, true)),
      m_tokenLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_token(makeLine(u"keyToken"_s, true)),
      m_hint(makeHint(this)),
      m_fault(makeWrappedLabel(u"keyFault"_s, TextStyle::Body, QPalette::WindowText, this))
{
    setManualPlace(*this, {.page = u"first-steps"_s, .anchor = u"sign-in"_s});
    setModal(true);
    m_name->setMaxLength(longestKeyName);
    m_name->setText(u"default"_s);
    m_nameLabel->setBuddy(m_name);
    m_idLabel->setBuddy(m_id);
    m_secretLabel->setBuddy(m_secret);
    m_tokenLabel->setBuddy(m_token);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_nameLabel, m_name);
    form->addRow(m_idLabel, m_id);
    form->addRow(m_secretLabel, m_secret);
    form->addRow(m_tokenLabel, m_token);
    content().setSpacing(12);
    content().addLayout(form);
    content().addWidget(m_hint);
    content().addWidget(m_fault);
    content().addStretch(1);
    content().addWidget(makeButtons(u"keySave"_s, QDialogButtonBox::Cancel));
    QPalette colours = m_fault->palette();
    colours.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, palette()));
    m_fault->setPalette(colours);
    m_fault->hide();
    for (QLineEdit *line : {m_name, m_id, m_secret, m_token})
        connect(line, &QLineEdit::textChanged, this, &AddKeyDialog::onEdited);
    setFixedWidth(addKeyWidth);
    retranslate();
    onEdited();
}

/// What was typed lies in memory no longer than the dialog.
AddKeyDialog::~AddKeyDialog()
{
    for (QLineEdit *line : {m_secret, m_token}) {
        line->setText(QString(line->text().size(), u'x'));
        line->clear();
    }
}

QLineEdit *AddKeyDialog::makeLine(const QString &objectName, bool isSecret)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(objectName);
    line->setMaxLength(longestKeyField);
    if (isSecret) {
        line->setEchoMode(QLineEdit::Password);
        line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData |
                                  Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    }
    return line;
}

void AddKeyDialog::onEdited()
{
    m_fault->hide();
    const auto isFilled = [](const QLineEdit *line) { return !line->text().trimmed().isEmpty(); };
    acceptButton().setEnabled(isFilled(m_name) && isFilled(m_id) && isFilled(m_secret));
}

void AddKeyDialog::setBusy(bool isBusy)
{
    for (QLineEdit *line : {m_name, m_id, m_secret, m_token})
        line->setEnabled(!isBusy);
    acceptButton().setEnabled(!isBusy);
}

void AddKeyDialog::accept()
{
    if (!acceptButton().isEnabled())
        return;
    setBusy(true);
    Q_EMIT keyEntered({.name = name(),
                       .id = m_id->text().trimmed(),
                       .secret = m_secret->text().trimmed(),
                       .token = m_token->text().trimmed()});
}

void AddKeyDialog::replaceKey(const QString &name)
{
    m_isReplacement = true;
    m_name->setText(name);
    m_name->setReadOnly(true);
    retranslate();
}

QString AddKeyDialog::name() const
{
    return m_name->text().trimmed();
}

void AddKeyDialog::showFault(const QString &fault)
{
    setBusy(false);
    m_fault->setText(fault);
    m_fault->show();
    m_secret->setFocus();
}

void AddKeyDialog::showEvent(QShowEvent *event)
{
    DialogFrame::showEvent(event);
    m_id->setFocus();
}

void AddKeyDialog::retranslate()
{
    setWindowTitle(m_isReplacement ? tr("Replace a key of the keychain")
                                   : tr("Add a key to the keychain"));
    m_nameLabel->setText(tr("&Name"));
    m_idLabel->setText(tr("Access key &id"));
    m_secretLabel->setText(tr("&Secret"));
    m_tokenLabel->setText(tr("Security &token"));
    m_token->setPlaceholderText(tr("only of a temporary key"));
    m_hint->setText(tr("The desktop's keychain keeps the key, encrypted. This program writes it "
                       "nowhere else. A key of the same name is replaced."));
    acceptButton().setText(tr("Save in the keychain"));
}
