#pragma once

#include "historyfacts.h"
#include "timedisplay.h"

#include <QObject>

#include <optional>

class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;
struct Preferences;

/// The part of the settings that asks how much history is kept, and says how much there is.
class HistorySettings final : public QObject {
    Q_OBJECT

public:
    /// Its fields are \p parent's.
    explicit HistorySettings(QWidget *parent);

    void addTo(QFormLayout &form) const;
    void showPreferences(const Preferences &preferences);
    /// Fills the part of \p preferences that is asked here.
    void takeInto(Preferences &preferences) const;
    /// Before this is called the page says nothing of what is kept.
    void showFacts(const HistoryFacts &facts, const TimeContext &context);
    void retranslate();

private:
    void showKept();

    QLabel *m_title = nullptr;
    QLabel *m_daysLabel = nullptr;
    QSpinBox *m_days = nullptr;
    QLabel *m_megabytesLabel = nullptr;
    QSpinBox *m_megabytes = nullptr;
    QLabel *m_kept = nullptr;
    QPushButton *m_openFolder = nullptr;
    QLabel *m_hint = nullptr;
    std::optional<HistoryFacts> m_facts;
    TimeContext m_context;
};
