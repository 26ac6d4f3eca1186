#pragma once

#include <QObject>

#include <optional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QWidget;

/// The part of the settings that asks whether the program goes on without its window.
class BackgroundSettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit BackgroundSettings(QWidget *parent);

    void addTo(QFormLayout &form) const;
    void showClosesToTray(bool closes);
    [[nodiscard]] bool closesToTray() const;
    /// Without an icon in the tray nothing would bring the window back.
    void setTrayOffered(bool isOffered);
    /// Until this is called it cannot be chosen.
    void showAutostart(bool isOn);
    /// What was chosen in the place of what was shown, if anything was.
    [[nodiscard]] std::optional<bool> changedAutostart() const;
    void retranslate();

private:
    QLabel *m_title = nullptr;
    QCheckBox *m_closesToTray = nullptr;
    QCheckBox *m_autostart = nullptr;
    QLabel *m_hint = nullptr;
    std::optional<bool> m_shownAutostart{};
};
