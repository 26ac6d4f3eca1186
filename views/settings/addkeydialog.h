#pragma once

#include "dialogframe.h"
#include "keypage.h"

class QLabel;
class QLineEdit;

/// Asks for an access key that is to be kept in the desktop's keychain. It stays open until the
/// keychain has taken the key, and forgets what was typed when it closes.
class AddKeyDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit AddKeyDialog(QWidget *parent = nullptr);
    ~AddKeyDialog() override;

    /// The key of the entry \p name is to be another one.
    void replaceKey(const QString &name);
    [[nodiscard]] QString name() const;
    /// The keychain did not take it.
    void showFault(const QString &fault);

Q_SIGNALS:
    void keyEntered(const EnteredKey &key);

private:
    void accept() override;
    void retranslate() override;
    void showEvent(QShowEvent *event) override;
    void onEdited();
    void setBusy(bool isBusy);
    QLineEdit *makeLine(const QString &objectName, bool isSecret);

    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_idLabel = nullptr;
    QLineEdit *m_id = nullptr;
    QLabel *m_secretLabel = nullptr;
    QLineEdit *m_secret = nullptr;
    QLabel *m_tokenLabel = nullptr;
    QLineEdit *m_token = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_fault = nullptr;
    bool m_isReplacement = false;
};
