#pragma once

#include "theme.h"

#include <QObject>

class QComboBox;
class QFormLayout;
class QLabel;

/// The part of the settings that asks for the theme, how dense the rows and how large the texts
/// are.
class LooksSettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit LooksSettings(QWidget *parent);

    void addTo(QFormLayout &form) const;
    void showLooks(const Looks &looks);
    [[nodiscard]] Looks chosen() const;
    void showTheme(ThemeChoice theme);
    [[nodiscard]] ThemeChoice theme() const;
    void retranslate();

private:
    QLabel *m_title = nullptr;
    QLabel *m_themeLabel = nullptr;
    QComboBox *m_theme = nullptr;
    QLabel *m_densityLabel = nullptr;
    QComboBox *m_density = nullptr;
    QLabel *m_sizeLabel = nullptr;
    QComboBox *m_size = nullptr;
};
