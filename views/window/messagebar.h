#pragma once

#include "advice.h"
#include "apierror.h"
#include "setupfield.h"

#include <QDateTime>
#include <QWidget>

#include <deque>
#include <optional>

class GlyphButton;
class QLabel;
class QPushButton;
class WrappedText;

/// An error near its cause: what happened, what to do, code and request id to copy, Retry. Never
/// a dialog. Takes no space while there is nothing to say.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// \p nextTry: when the program tries again by itself; invalid: it does not. An error that
    /// was closed by the user stays closed until another one comes. \p others: further instances
    /// or profiles that fail, each for a reason of its own. \p subject: what the error is about,
    /// e.g. the instance and its place; the error names the profile.
    void showError(const ApiError &error, const QDateTime &nextTry, const QDateTime &now,
                   const QStringList &others = {}, const QString &subject = {});
    /// No error any more. A notice that waits shows now.
    void clear();
    /// Something that is worth knowing though no call failed; shown, after errors, until it is
    /// closed. Of several the newest one shows, with the number of those behind it.
    void showNotice(const Advice &advice, const QString &technical);
    /// The same as an answer to what the person has just done: it waits behind no error.
    void showAnswer(const Advice &advice, const QString &technical);
    /// It is not so any more.
    void withdrawNotice(const Advice &advice);

    /// From now on an error leads to the field of the settings that mends it.
    void offerSetup();

Q_SIGNALS:
    void retryRequested();
    void keySourceRequested(); ///< of an error about a key
    void setupRequested(SetupField field, const QString &problem);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Notice {
        Advice advice{};
        QString technical{};
        bool isAnswer = false;

        friend bool operator==(const Notice &, const Notice &) = default;
    };

    void dismiss();
    void add(const Notice &notice);
    void showWanted();
    [[nodiscard]] bool isErrorWanted() const { return m_error && !m_dismissed; }
    /// The one in sight; the end where there is none.
    [[nodiscard]] std::deque<Notice>::const_iterator shownNotice() const;
    void showTextsOf(const Notice &notice);
    void showErrorTexts();
    void showTexts(const Advice &advice, const QString &technical);
    void copy();
    void retranslate();

    WrappedText *m_happened = nullptr;
    WrappedText *m_whatToDo = nullptr;
    WrappedText *m_technical = nullptr;
    QLabel *m_nextTry = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_keySource = nullptr;
    QPushButton *m_setup = nullptr;
    bool m_isSetupOffered = false;
    QPushButton *m_retry = nullptr;
    GlyphButton *m_close = nullptr;

    std::optional<ApiError> m_error{};
    std::optional<ApiError> m_dismissed{};
    QString m_subject{};
    QString m_dismissedSubject{};
    QStringList m_others{};
    std::deque<Notice> m_notices{}; // the newest one first, which shows
    QDateTime m_nextTryAt{};
    QDateTime m_now{};
};
