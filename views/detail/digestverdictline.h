#pragma once

#include "digestcomparison.h"

#include <QWidget>

class QPushButton;
class WrappedText;

/// The shape of a verdict.
class DigestMark final : public QWidget {
    Q_OBJECT

public:
    explicit DigestMark(QWidget *parent = nullptr);

    void showVerdict(DigestVerdict verdict, bool taskEnded);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DigestVerdict m_verdict = DigestVerdict::Unasked;
    bool m_taskEnded = true;
};

/// What the tags at both ends say about each other: a shape, a few words, and a button to look
/// again where nothing could be learnt, or something is amiss.
class DigestVerdictLine final : public QWidget {
    Q_OBJECT

public:
    explicit DigestVerdictLine(QWidget *parent = nullptr);

    /// \p taskEnded: that the tag is missing or another one while the task runs is nothing strange.
    void showDigests(const ComparedDigests &digests, bool taskEnded);
    void retranslate();

Q_SIGNALS:
    void lookAgainRequested();

private:
    DigestMark *m_mark = nullptr;
    WrappedText *m_words = nullptr;
    QPushButton *m_again = nullptr;
    ComparedDigests m_digests{};
    bool m_taskEnded = true;
};
