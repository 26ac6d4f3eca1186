#pragma once

#include "taskfeed.h"

#include <QWidget>

class ElidedLabel;
class QLabel;
class QProgressBar;
class QPushButton;

/// How complete and how old what the window shows is, and how the registry answers.
class FootBar final : public QWidget {
    Q_OBJECT

public:
    explicit FootBar(QWidget *parent = nullptr);
    ~FootBar() override;

    /// \p shown: rows in the table.
    void showState(const FeedState &state, int shown, const QDateTime &now);
    void showPlace(const QString &regionId);

Q_SIGNALS:
    void loadMoreRequested();
    void loadAllRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildRow();
    void retranslate();
    void updateLinks();
    void updatePlace();
    [[nodiscard]] QString coverageText() const;
    [[nodiscard]] QString freshnessText() const;

    ElidedLabel *m_coverage = nullptr;
    QPushButton *m_loadMore = nullptr;
    QPushButton *m_loadAll = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_nextRefresh = nullptr;
    QLabel *m_dot = nullptr;
    ElidedLabel *m_place = nullptr;

    FeedState m_state{};
    int m_shown = 0;
    QDateTime m_now{};
    QString m_regionId{};
};
