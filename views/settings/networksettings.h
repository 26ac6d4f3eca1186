#pragma once

#include <QObject>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

/// The part of the settings that asks how registries are reached: the proxy and the CA file.
class NetworkSettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit NetworkSettings(QWidget *parent);

    void addTo(QFormLayout &form) const;
    void showValues(const QString &proxy, const QString &caFile);
    /// What the command line says for this run; empty: it does not say. Before showValues().
    void showCommandLine(const QString &proxy, const QString &caFile);
    [[nodiscard]] QLineEdit &proxyField() const { return *m_proxy; }
    [[nodiscard]] QLineEdit &caFileField() const { return *m_file; }
    /// Under the fields; empty: there is none.
    void showProblem(const QString &problem);
    [[nodiscard]] QLabel &problemLabel() const { return *m_problem; }
    [[nodiscard]] QString proxy() const;
    /// Absolute: it is kept, and the program may start in another folder then. Empty: none.
    [[nodiscard]] QString caFile() const;
    void retranslate();

private:
    void chooseFile();
    void showNote();

    QWidget *m_parent = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_proxyLabel = nullptr;
    QLineEdit *m_proxy = nullptr;
    QLabel *m_fileLabel = nullptr;
    QLineEdit *m_file = nullptr;
    QPushButton *m_choose = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_note = nullptr; ///< what the command line has set
    QLabel *m_hint = nullptr;
    QString m_givenProxy{}; ///< of the command line
    QString m_givenFile{};
    QString m_keptProxy{}; ///< while the command line's is shown
    QString m_keptFile{};
};
