#pragma once

#include "dialogframe.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

/// What the program is: version, what it is made with, under which licence; the text of that, and
/// of the licences of its parts where the system has them.
class AboutDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);

protected:
    void retranslate() override;

private:
    void addParts(QVBoxLayout &column);
    void showLicence(bool shown);

    QLabel *m_name = nullptr;
    QLabel *m_version = nullptr;
    QLabel *m_purpose = nullptr;
    QLabel *m_licence = nullptr;
    QLabel *m_partsTitle = nullptr;
    QPushButton *m_showLicence = nullptr;
    QPlainTextEdit *m_text = nullptr;
};
