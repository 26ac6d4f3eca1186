#pragma once

#include <QObject>

class QFormLayout;
class QLabel;
class QLineEdit;

/// The part of the settings that asks for the database of a team's history.
class TeamSettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit TeamSettings(QWidget *parent);

    /// A line above goes with it.
    void addTo(QFormLayout &form);
    /// Nothing is asked before.
    void offer();
    void showDatabase(const QString &database);
    /// What the command line says for this run; empty: it does not say. Before showDatabase().
    void showCommandLine(const QString &database);
    [[nodiscard]] QLineEdit &databaseField() const { return *m_database; }
    /// Under the field; empty: there is none.
    void showProblem(const QString &problem);
    [[nodiscard]] QLabel &problemLabel() const { return *m_problem; }
    [[nodiscard]] QString database() const;
    void retranslate();

private:
    QWidget *m_line = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_databaseLabel = nullptr;
    QLineEdit *m_database = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_note = nullptr; ///< what the command line has set
    QLabel *m_hint = nullptr;
    QString m_given{}; ///< of the command line
    QString m_kept{};  ///< while the command line's is shown
};
