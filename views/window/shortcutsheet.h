#pragma once

#include <QDialog>

class QGridLayout;

/// The keys of the window on one small sheet that does not stand in the way of using them.
class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QGridLayout *m_grid = nullptr;
};
