#pragma once

#include "preferences.h"

#include <QObject>

class QComboBox;
class QFormLayout;
class QLabel;

/// The part of the settings that asks in which zone times are told, and whether as moments or as
/// ages.
class TimeSettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit TimeSettings(QWidget *parent);

    void addTo(QFormLayout &form) const;
    void showChoice(const TimeChoice &choice);
    /// The zone that was shown where what is written is none.
    [[nodiscard]] TimeChoice chosen() const;
    /// What was typed is a zone, or nothing was typed: one that was stored by another computer may
    /// be none here, and is kept.
    [[nodiscard]] bool isUsable() const;
    [[nodiscard]] QComboBox &zoneField() const { return *m_zone; }
    [[nodiscard]] QLabel &problemLabel() const { return *m_problem; }
    void retranslate();

private:
    void showProblem();
    [[nodiscard]] QString problemText() const;

    QLabel *m_title = nullptr;
    QLabel *m_zoneLabel = nullptr;
    QComboBox *m_zone = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_styleLabel = nullptr;
    QComboBox *m_style = nullptr;
    QLabel *m_hint = nullptr;
    QString m_shown{}; ///< the id of the zone that showChoice() was given
};
