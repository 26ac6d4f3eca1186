#pragma once

#include "digestcomparison.h"

#include <QWidget>

class QPushButton;
class WrappedText;

/// What the tags at both ends say about each other: a shape, a few words, and a button to look
/// again where nothing could be learnt.
class DigestVerdictLine final : public QWidget {
    Q_OBJECT

public:
    explicit DigestVerdictLine(QWidget *parent = nullptr);
    ~DigestVerdictLine() override;

    /// \p taskEnded: that the tag is missing or another one while the task runs is nothing strange.
    void showDigests(const ComparedDigests &digests, bool taskEnded);
    void retranslate();

Q_SIGNALS:
    void lookAgainRequested();

private:
    class Mark;

    Mark *m_mark = nullptr;
    WrappedText *m_words = nullptr;
    QPushButton *m_again = nullptr;
    ComparedDigests m_digests{};
    bool m_taskEnded = true;
};
