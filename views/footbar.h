#pragma once

#include "taskfeed.h"

#include <QWidget>

#include <utility>
#include <vector>

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
    /// The watched instances, by name; told where no single place is shown.
    void showInstances(const std::vector<std::pair<QString, FeedState>> &instances);
    /// How much is asked of all accounts: calls of the last minute, and until when none are made;
    /// where there are several, by which of them, \p paused.
    void showRequests(int lastMinute, const QDateTime &pausedUntil, const QStringList &paused = {});

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
    void showFacts();
    void updateLinks();
    void updatePlace();
    void updateInstances();
    void updateRefresh();
    [[nodiscard]] QString instanceLine(const QString &name, const FeedState &state) const;
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
    std::vector<std::pair<QString, FeedState>> m_instances{};
    int m_requests = 0;
    QDateTime m_pausedUntil{};
    QString m_paused{}; // accounts by name; empty: the only one
};
