#pragma once

#include "silencedialog.h"

#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

/// The page of the settings that lists mutes and planned maintenance, adds, edits and removes them.
/// Nothing changes before the settings are agreed to.
class SilencesPage final : public QWidget {
    Q_OBJECT

public:
    explicit SilencesPage(QWidget *parent = nullptr);

    /// What can be silenced; until this is called only everything can be.
    void setChoices(SilenceChoices choices);
    void showSilences(const Silences &silences);
    [[nodiscard]] const Silences &chosen() const { return m_silences; }
    void retranslate();

private:
    void fill(int current);
    void enableButtons();
    void add();
    void edit();
    void remove();
    void ask(std::optional<std::size_t> edited);
    [[nodiscard]] QString lineOf(const Silence &silence) const;

    SilenceChoices m_choices{.scopes = {SilenceScope{}}, .now = [] { return TimeContext(); }};
    Silences m_silences{};
    QLabel *m_title = nullptr;
    QLabel *m_hint = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
};
