#include "keyasker.h"

#include "addkeydialog.h"

#include <utility>

KeyAsker::KeyAsker(QWidget *parent) : QObject(parent), m_parent(parent) {}

void KeyAsker::ask(const QString &name)
{
    auto *form = new AddKeyDialog(m_parent);
    if (!name.isEmpty())
        form->replaceKey(name);
    connect(form, &AddKeyDialog::keyEntered, this, [this, form](const EnteredKey &key) {
        m_waiting = form;
        Q_EMIT keyEntered(key);
    });
    form->open();
}

bool KeyAsker::showAdded(const QString &fault)
{
    const QPointer<AddKeyDialog> form = std::exchange(m_waiting, {});
    if (form.isNull())
        return false;
    if (fault.isEmpty())
        form->close();
    else
        form->showFault(fault);
    return true;
}
