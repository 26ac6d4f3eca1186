#pragma once

#include "keypage.h"

#include <QObject>
#include <QPointer>

class AddKeyDialog;
class QWidget;

/// Asks for a key of the keychain in a form of its own, and tells that form what became of the key.
class KeyAsker final : public QObject {
    Q_OBJECT

public:
    /// Over \p parent, which owns it.
    explicit KeyAsker(QWidget *parent);

    /// For a new key, or with \p name for another one of that entry.
    void ask(const QString &name = {});
    /// What became of the key that was entered; no fault: the keychain has it. False where the form
    /// has been closed.
    bool showAdded(const QString &fault);

Q_SIGNALS:
    void keyEntered(const EnteredKey &key);

private:
    QWidget *m_parent = nullptr;
    QPointer<AddKeyDialog> m_waiting; // for what becomes of its key
};
