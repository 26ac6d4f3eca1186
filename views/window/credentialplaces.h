#pragma once

#include <QWidget>

class QLabel;

/// Where an access key is looked for, and how to look around without one; each can be copied.
class CredentialPlaces final : public QWidget {
    Q_OBJECT

public:
    explicit CredentialPlaces(QWidget *parent = nullptr);

    void retranslate();

private:
    QLabel *m_environment = nullptr;
    QLabel *m_file = nullptr;
    QLabel *m_demo = nullptr;
};
