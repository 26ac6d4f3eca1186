#pragma once

#include "watchrule.h"

#include <QObject>

class QCheckBox;
class QFormLayout;
class QLabel;
class QSpinBox;
class QTimeEdit;

/// The part of the settings that asks what is told outside the window.
class NotificationSettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit NotificationSettings(QWidget *parent);

    void addTo(QFormLayout &form) const;
    void showRule(const WatchRule &rule);
    [[nodiscard]] WatchRule chosen() const;
    void retranslate();

Q_SIGNALS:
    /// Anything is told outside the window, by an icon in the tray too.
    void switched(bool isOn);

private:
    void enableFields();

    QWidget *m_parent = nullptr;
    QLabel *m_title = nullptr;
    QCheckBox *m_isOn = nullptr;
    QCheckBox *m_stuck = nullptr;
    QCheckBox *m_lost = nullptr;
    QSpinBox *m_lostAfter = nullptr;
    QCheckBox *m_quiet = nullptr;
    QTimeEdit *m_quietFrom = nullptr;
    QLabel *m_quietDash = nullptr;
    QTimeEdit *m_quietTo = nullptr;
    QLabel *m_hint = nullptr;
};
