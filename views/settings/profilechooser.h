#pragma once

#include "accountsetup.h"

#include <QWidget>

class QCheckBox;
class QVBoxLayout;

/// The keys that can be watched, a row each: a check box with the name, where the key comes from,
/// its state. Several can be checked. Without any what is configured is watched, which is the first
/// row. Keys of the keychain can be replaced and removed.
class ProfileChooser final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileChooser(QWidget *parent = nullptr);

    /// What is checked stays, also what is not there any more.
    void showChoices(const ProfileChoices &choices);
    /// Announces nothing.
    void showSelection(const ProfileSelection &selection);
    [[nodiscard]] const ProfileSelection &selection() const { return m_selection; }
    /// Where all are chosen, nothing changes. An empty name stands for none.
    void setChecked(const QString &name, bool isChecked);
    /// Where the focus belongs when one is to choose.
    [[nodiscard]] QWidget *firstField() const;
    void retranslate() { fill(); }

Q_SIGNALS:
    void refilled(); ///< has other parts than before
    void selectionChanged();
    void replaceRequested(const QString &entry); ///< of the keychain
    void removeRequested(const QString &entry);

private:
    void fill();
    void addRow(const ProfileChoice &choice);
    void addKeyButtons(QVBoxLayout &column, const ProfileChoice &choice);
    void addAllRow();
    void showChecks();
    [[nodiscard]] bool isChecked(const ProfileChoice &choice) const;

    ProfileChoices m_choices{};
    ProfileSelection m_selection{};
    std::vector<ProfileChoice> m_shown{}; ///< with those that are chosen and gone
    QVBoxLayout *m_rows = nullptr;
    std::vector<QCheckBox *> m_boxes{}; ///< of the choices, in their order
    QCheckBox *m_all = nullptr;
};
