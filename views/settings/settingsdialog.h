#pragma once

#include "dialogframe.h"
#include "preferences.h"

#include <functional>

class NetworkSettings;
class NotificationSettings;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;

/// Asks for preferences. Nothing changes before "OK".
class SettingsDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget *parent = nullptr);

    /// Says what of the preferences cannot be used; while it says something, "OK" only shows that.
    void setCheck(std::function<QString(const Preferences &)> check);
    /// Announces nothing.
    void showPreferences(const Preferences &preferences);

Q_SIGNALS:
    void preferencesChosen(const Preferences &preferences);

protected:
    void retranslate() override;
    void accept() override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void fit();
    void showProblem(const QString &problem);
    [[nodiscard]] Preferences chosen() const;

    QWidget *m_page = nullptr;
    QScrollArea *m_scroll = nullptr; ///< of the page, which a small screen cannot show whole
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
    NetworkSettings *m_network = nullptr;
    NotificationSettings *m_notifications = nullptr;
    QPushButton *m_defaults = nullptr;
    std::function<QString(const Preferences &)> m_check;
};
