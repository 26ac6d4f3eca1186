#pragma once

#include "dialogframe.h"
#include "silence.h"
#include "timedisplay.h"

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QTimeEdit;
class WeekDays;

/// What can be silenced, and the present time, whenever it is asked.
struct SilenceChoices {
    std::vector<SilenceScope> scopes{};
    std::function<TimeContext()> now{};
    bool mayTellTeam = false; ///< a mute may be one for the whole team
    QString name{};           ///< as whom the user notes something for it
};

/// Asks what is to be silenced, when, and why: a mute from now on, or planned maintenance; a mute
/// also for the whole team. Changes nothing by itself.
class SilenceDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit SilenceDialog(SilenceChoices choices, QWidget *parent = nullptr);

    /// For a new one.
    void showScope(const SilenceScope &scope);
    /// To be edited.
    void showSilence(const Silence &silence);
    /// What was chosen for the team was not written; \p problem says why. Else it is to be closed.
    void showTeamProblem(const QString &problem);

Q_SIGNALS:
    void chosen(const Silence &silence); ///< which is usable
    /// As chosen(), for the whole team: the dialog stays open until it is written.
    void chosenForTeam(const Silence &silence);

private:
    enum class Length { Hour, FourHours, Tomorrow, Time, Unmuted, Period, Weekly };

    void accept() override;
    void retranslate() override;
    void layOut();
    void showFields();
    void addScope(const SilenceScope &scope);
    [[nodiscard]] Length length() const;
    void setLength(Length length);
    [[nodiscard]] static QString nameOf(Length length);
    [[nodiscard]] Silence asked() const;
    [[nodiscard]] bool isForTeam() const;
    void setWriting(bool isWriting);
    [[nodiscard]] QString problemOf(const Silence &silence) const;
    [[nodiscard]] QDateTime timeOf(const QDateTimeEdit &edit) const;
    void showTime(QDateTimeEdit &edit, const QDateTime &time) const;

    SilenceChoices m_choices;
    QDateTime m_from{}; ///< of the mute that is edited; invalid: a new one
    QFormLayout *m_form = nullptr;
    QLabel *m_scopeLabel = nullptr;
    QComboBox *m_scope = nullptr;
    QLabel *m_lengthLabel = nullptr;
    QComboBox *m_length = nullptr;
    QLabel *m_beginLabel = nullptr;
    QDateTimeEdit *m_begin = nullptr;
    QLabel *m_endLabel = nullptr;
    QDateTimeEdit *m_end = nullptr;
    QLabel *m_daysLabel = nullptr;
    WeekDays *m_days = nullptr;
    QLabel *m_hoursLabel = nullptr;
    QWidget *m_hours = nullptr;
    QTimeEdit *m_hoursFrom = nullptr;
    QTimeEdit *m_hoursTo = nullptr;
    QLabel *m_zoneLabel = nullptr;
    QComboBox *m_zone = nullptr;
    QLabel *m_reasonLabel = nullptr;
    QLineEdit *m_reason = nullptr;
    QCheckBox *m_team = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    bool m_isWriting = false;
    QLabel *m_problem = nullptr;
    QLabel *m_hint = nullptr;
};
