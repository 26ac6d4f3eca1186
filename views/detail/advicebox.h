#pragma once

#include "advice.h"

#include <QString>
#include <QWidget>

class WrappedText;

/// What happened in bold, what to do after it, on a fill of its own with a bar at the left; below,
/// whose words these are: the registry tells the cause alone, what to do is this program's advice.
class AdviceBox final : public QWidget {
    Q_OBJECT

public:
    /// \p name begins the object names of its texts.
    explicit AdviceBox(QWidget *parent = nullptr, const QString &name = QStringLiteral("advice"));

    /// \p registrysWord: the cause as the API names it; empty when it named none.
    void showAdvice(const Advice &advice, const QString &registrysWord);
    /// What happened was made good since: that it did, quietly, and nothing is left to be done.
    void showPast(const Advice &advice, const QString &registrysWord);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setPast(bool isPast);

    WrappedText *m_happened = nullptr;
    WrappedText *m_whatToDo = nullptr;
    WrappedText *m_whose = nullptr;
    bool m_isPast = false;
};
