#pragma once

#include "keyline.h"

#include <QDialog>

#include <functional>

/// The keys of the window on one sheet that does not stand in the way of using them.
class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    /// \p source says what the keys do, in the present language.
    explicit ShortcutSheet(std::function<std::vector<KeySection>()> source,
                           QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void fill();

    std::function<std::vector<KeySection>()> m_source{};
    QWidget *m_page = nullptr; ///< what the sheet says
};
