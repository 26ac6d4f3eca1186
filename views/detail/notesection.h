#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;
class WrappedText;

/// What the team noted of the task that is shown, and what the user may do about it.
struct ShownNotes {
    enum class Offer {
        Nothing,     ///< there are no notes here, or the task did not fail
        NeedsRights, ///< the user may read notes, and not write them
        Acknowledge,
    };
    struct Line {
        QString id{};
        QString text{};

        friend bool operator==(const Line &, const Line &) = default;
    };

    Offer offer = Offer::Nothing;
    std::vector<Line> lines{}; ///< the newest first

    friend bool operator==(const ShownNotes &, const ShownNotes &) = default;
};

/// Who looks after the failed task in the pane. Hidden where there is nothing to say or to do.
class NoteSection final : public QWidget {
    Q_OBJECT

public:
    explicit NoteSection(QWidget *parent = nullptr);

    void showNotes(const ShownNotes &notes);
    void retranslate();

Q_SIGNALS:
    void acknowledgeRequested();
    void withdrawRequested(const QString &id);

private:
    struct Row {
        QWidget *widget = nullptr;
        WrappedText *text = nullptr;
        QPushButton *withdraw = nullptr;
    };
    Row addRow();

    ShownNotes m_notes{};
    QVBoxLayout *m_lines = nullptr;
    std::vector<Row> m_rows{};
    QPushButton *m_acknowledge = nullptr;
    QLabel *m_hint = nullptr;
};
