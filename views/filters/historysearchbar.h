#pragma once

#include <QString>
#include <QWidget>

#include <optional>

class ElidedLabel;
class GlyphButton;
class QProgressBar;
class QPushButton;

/// A line under the query box while a history is searched that holds more than is loaded: how far
/// that has come, and what can be done. Takes no space while nothing is searched.
class HistorySearchBar final : public QWidget {
    Q_OBJECT

public:
    struct Content {
        QString text{};
        QString explanation{};        ///< as a tool tip
        std::optional<double> done{}; ///< from 0 to 1; empty: it is not under way, or not known
        bool isSearching = false;
        QString resume{}; ///< what the button says; empty: there is none

        friend bool operator==(const Content &, const Content &) = default;
    };

    explicit HistorySearchBar(QWidget *parent = nullptr);

    void showContent(const Content &content);

Q_SIGNALS:
    void stopRequested();
    void resumeRequested();
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    ElidedLabel *m_text = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_resume = nullptr;
    GlyphButton *m_close = nullptr;
    Content m_content{};
};
