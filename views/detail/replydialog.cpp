#include "replydialog.h"

#include "theme.h"
#include "widgetparts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ReplyDialog::ReplyDialog(const QString &taskId, const QString &json, QWidget *parent)
    : DialogFrame(u"replyDialog"_s, parent),
      m_taskId(taskId),
      m_text(new QPlainTextEdit(json, this)),
      m_copy(makeButton(u"copyReply"_s, nullptr, this)),
      m_close(makeButton(u"closeReply"_s, nullptr, this))
{
    resize(560, 520);
    m_text->setObjectName(u"replyText"_s);
    m_text->setReadOnly(true);
    // A text that is only read has a cursor nevertheless: it can be walked and marked by keys.
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(fixedFont());

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_copy);
    buttons->addWidget(m_close);
    content().setSpacing(12);
    content().addWidget(m_text);
    content().addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    m_close->setDefault(true);
    retranslate();
}

void ReplyDialog::retranslate()
{
    //: %1: the id of a task
    setWindowTitle(tr("Raw reply about %1").arg(m_taskId));
    m_text->setAccessibleName(tr("The registry's reply (JSON)"));
    m_copy->setText(tr("Copy"));
    m_close->setText(tr("Close"));
}
