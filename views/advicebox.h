#pragma once

#include "displaytext.h"

#include <QWidget>

class WrappedText;

/// What happened in bold, what to do after it, on a fill of its own with a bar at the left.
class AdviceBox final : public QWidget {
    Q_OBJECT

public:
    explicit AdviceBox(QWidget *parent = nullptr);
    ~AdviceBox() override;

    void showAdvice(const Advice &advice);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    WrappedText *m_happened = nullptr;
    WrappedText *m_whatToDo = nullptr;
};
