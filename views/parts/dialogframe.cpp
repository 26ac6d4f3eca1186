#include "dialogframe.h"

#include "widgetparts.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

DialogFrame::DialogFrame(const QString &objectName, QWidget *parent)
    : QDialog(parent), m_content(new QVBoxLayout(this))
{
    setObjectName(objectName);
    setAttribute(Qt::WA_DeleteOnClose);
    fillWithPanel(*this);
    m_content->setContentsMargins(20, 16, 20, 16);
    m_content->setSpacing(8);
}

QDialogButtonBox *DialogFrame::makeButtons(const QString &acceptName,
                                           QDialogButtonBox::StandardButtons leaving,
                                           bool isPrimary)
{
    auto *box = new QDialogButtonBox(leaving, this);
    const QList<QPushButton *> standard = box->findChildren<QPushButton *>();
    for (QPushButton *button : standard)
        button->setAutoDefault(false);
    m_accept = makeButton(acceptName, isPrimary ? "primary" : nullptr, this);
    m_accept->setDefault(isPrimary);
    box->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return box;
}

QString DialogFrame::previewText()
{
    //: Button: shows what would be sent
    return tr("Preview");
}

bool DialogFrame::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        growToContent();
    return isHandled;
}

/// A wrapped text needs a height for the width that there is; a layout asks for none of its own.
void DialogFrame::growToContent()
{
    const int needed = m_content->hasHeightForWidth()
                           ? m_content->totalMinimumHeightForWidth(width())
                           : m_content->totalMinimumSize().height();
    constexpr int frameHeight = 40; // that the desktop puts around it
    const int most = screen()->availableGeometry().height() - frameHeight;
    if (height() < std::min(needed, most))
        resize(width(), std::min(needed, most));
}

void DialogFrame::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && button && button->hasFocus())
        button->click();
    else
        QDialog::keyPressEvent(event);
}

/// F1 opens the manual here too.
void DialogFrame::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    const QWidget *below = parentWidget() ? parentWidget()->window() : nullptr;
    while (below != nullptr) {
        if (auto *manual = below->findChild<QAction *>(QStringLiteral("actionManual")))
            return addAction(manual);
        below = below->parentWidget() ? below->parentWidget()->window() : nullptr;
    }
}

void DialogFrame::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
