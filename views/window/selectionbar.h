#pragma once

#include "actionplan.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// What can be done with the rows that are selected, at the foot of the list; hidden while less
/// than two are.
class SelectionBar final : public QWidget {
    Q_OBJECT

public:
    explicit SelectionBar(QWidget *parent = nullptr);

    /// \p failed of the \p selected rows; \p listed: how many there are in all.
    void showSelection(int selected, int failed, int listed);
    /// Failures can be acknowledged; without this there is no button for it.
    void offerAcknowledging(bool isOffered);

Q_SIGNALS:
    void actionRequested(ActionKind kind);
    void acknowledgeRequested();
    void copyRequested();
    void exportRequested();
    void allRequested();   ///< select all that are listed
    void clearRequested(); ///< select one alone again
    void appeared();       ///< and must not be covered

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QLabel *m_count = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_acknowledge = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_clear = nullptr;
    int m_selected = 0;
    int m_failed = 0;
    int m_listed = 0;
    bool m_offersAcknowledging = false;
};
