#pragma once

#include "silencedialog.h"

#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

/// The page of the settings that lists mutes and planned maintenance, adds, edits and removes them.
/// Nothing changes before the settings are agreed to, but for those of the whole team: they are
/// listed below the user's own, made and withdrawn at once.
class SilencesPage final : public QWidget {
    Q_OBJECT

public:
    explicit SilencesPage(QWidget *parent = nullptr);

    /// What can be silenced; until this is called only everything can be.
    void setChoices(SilenceChoices choices);
    void showSilences(const Silences &silences);
    /// Those of the team.
    void showTeam(const Silences &silences);
    [[nodiscard]] const Silences &chosen() const { return m_silences; }
    void retranslate();

Q_SIGNALS:
    /// As SilenceDialog::chosenForTeam.
    void chosenForTeam(SilenceDialog *dialog, const Silence &silence);
    void withdrawRequested(const QString &noteId);

private:
    void fill(int current);
    void enableButtons();
    void add();
    void edit();
    void remove();
    void ask(std::optional<std::size_t> edited);
    [[nodiscard]] bool isOfTeam(int row) const;
    [[nodiscard]] QString lineOf(const Silence &silence) const;

    SilenceChoices m_choices{.scopes = {SilenceScope{}}, .now = [] { return TimeContext(); }};
    Silences m_silences{};
    Silences m_team{};
    QLabel *m_title = nullptr;
    QLabel *m_hint = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
};
