#include "senddialog.h"

#include "manualplace.h"
#include "widgetparts.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

SendDialog::SendDialog(const QString &name, QWidget *parent)
    : DialogFrame(name + u"Dialog"_s, parent),
      m_title(
          makeWrappedLabel(name + u"Title"_s, TextStyle::PaneTitle, QPalette::WindowText, this)),
      m_summary(
          makeWrappedLabel(name + u"Summary"_s, TextStyle::Body, QPalette::PlaceholderText, this))
{
    setManualPlace(*this, {.page = u"actions"_s});
}

QDialogButtonBox *SendDialog::makeSendButtons(const QString &name,
                                              QDialogButtonBox::StandardButton leaving)
{
    QDialogButtonBox *box =
        makeButtons(u"send"_s + name, leaving | QDialogButtonBox::Close, isSendingUsual());
    m_leave = box->button(leaving);
    m_leave->setObjectName(u"cancel"_s + name);
    m_close = box->button(QDialogButtonBox::Close);
    m_close->setObjectName(u"close"_s + name);
    m_stop = makeButton(u"stop"_s + name, nullptr, this);
    box->addButton(m_stop, QDialogButtonBox::RejectRole);
    return box;
}

QPushButton *SendDialog::leavingButton() const
{
    switch (m_phase) {
    case Phase::Preview:
        return m_leave;
    case Phase::Running:
        return m_stop;
    case Phase::Finished:
        break;
    }
    return m_close;
}

QPushButton &SendDialog::usualButton() const
{
    return m_phase == Phase::Preview && isSendingUsual() ? acceptButton() : *leavingButton();
}

void SendDialog::setPhase(Phase phase)
{
    const bool isOther = std::exchange(m_phase, phase) != phase;
    showButtons();
    showParts();
    retranslate();
    usualButton().setDefault(true);
    if (isOther)
        usualButton().setFocus(); // the one that had it may be gone
}

void SendDialog::showButtons()
{
    for (QPushButton *button : {m_leave, m_stop, m_close})
        button->setVisible(button == leavingButton());
    acceptButton().setVisible(m_phase == Phase::Preview);
}

/// Tab would come first to the button that leaves.
void SendDialog::showEvent(QShowEvent *event)
{
    DialogFrame::showEvent(event);
    usualButton().setFocus();
}

void SendDialog::changeEvent(QEvent *event)
{
    DialogFrame::changeEvent(event);
    // For another style the button box lays its buttons out anew, and shows all of them.
    if (event->type() == QEvent::StyleChange && m_stop)
        QMetaObject::invokeMethod(this, &SendDialog::showButtons, Qt::QueuedConnection);
}

void SendDialog::retranslate()
{
    m_title->setText(title());
    m_summary->setText(summary());
    m_stop->setText(tr("Stop"));
}

void SendDialog::accept()
{
    if (m_phase != Phase::Preview)
        return; // it is sent once
    setPhase(Phase::Running);
    Q_EMIT sendRequested();
}

void SendDialog::reject()
{
    if (m_phase == Phase::Running)
        Q_EMIT stopRequested();
    else
        QDialog::reject();
}
