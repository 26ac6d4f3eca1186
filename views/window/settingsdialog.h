#pragma once

#include "preferences.h"

#include <QDialog>

class NotificationSettings;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

/// Asks for preferences. Nothing changes before "OK".
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget *parent = nullptr);

    /// Announces nothing.
    void showPreferences(const Preferences &preferences);

Q_SIGNALS:
    void preferencesChosen(const Preferences &preferences);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void fit();
    void retranslate();
    [[nodiscard]] Preferences chosen() const;

    QFormLayout *m_form = nullptr;
    QLabel *m_historyTitle = nullptr;
    QLabel *m_daysLabel = nullptr;
    QSpinBox *m_days = nullptr;
    QLabel *m_megabytesLabel = nullptr;
    QSpinBox *m_megabytes = nullptr;
    QLabel *m_historyHint = nullptr;
    QLabel *m_requestsTitle = nullptr;
    QLabel *m_requestsLabel = nullptr;
    QSpinBox *m_requests = nullptr;
    QLabel *m_requestsHint = nullptr;
    QLabel *m_stuckTitle = nullptr;
    QLabel *m_factorLabel = nullptr;
    QDoubleSpinBox *m_factor = nullptr;
    QLabel *m_stuckHint = nullptr;
    NotificationSettings *m_notifications = nullptr;
    QPushButton *m_ok = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_defaults = nullptr;
};
