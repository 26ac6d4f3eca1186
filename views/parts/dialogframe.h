#pragma once

#include <QDialog>
#include <QDialogButtonBox>

class QPushButton;
class QVBoxLayout;

/// What dialogs share: a panel with margins, a row of buttons that has Qt's own words on the
/// standard ones, texts that follow the language, and that Enter presses the button that has the
/// focus, as Space does, and not another one that is the default. A text that appears takes none of
/// the room of the others: the dialog grows.
class DialogFrame : public QDialog {
    Q_OBJECT

protected:
    DialogFrame(const QString &objectName, QWidget *parent);

    [[nodiscard]] QVBoxLayout &content() const { return *m_content; }
    /// The button that goes on, and those that leave: they run accept() and reject(). Made last, so
    /// that Tab comes to them last. \p isPrimary: to go on is what is usual.
    QDialogButtonBox *makeButtons(const QString &acceptName,
                                  QDialogButtonBox::StandardButtons leaving, bool isPrimary = true);
    [[nodiscard]] QPushButton &acceptButton() const { return *m_accept; }
    /// Of a button that shows what would be sent.
    [[nodiscard]] static QString previewText();

    /// Sets every text; runs again when the language changes.
    virtual void retranslate() = 0;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void growToContent();

    QVBoxLayout *m_content = nullptr;
    QPushButton *m_accept = nullptr;
};
