#pragma once

#include "keyline.h"
#include "querycompletion.h"

#include <QLineEdit>
#include <QStringList>
#include <QTimer>

#include <functional>

class GlyphButton;
class QCompleter;
class QLabel;
class QStandardItemModel;

/// The box for the query: asks after a pause in typing, a longer one where the last word is not
/// finished; Enter and Down ask at once and leave it, Escape closes the proposals, then leaves it.
/// Offers what could stand at the cursor, shows what is wrong and where, and brings earlier queries
/// back.
class FilterField final : public QLineEdit {
    Q_OBJECT

public:
    using Complete = std::function<QueryCompletion(const QString &text, qsizetype cursor)>;
    using Earlier = std::function<QStringList()>; ///< the newest first

    explicit FilterField(QWidget *parent = nullptr);
    /// What its keys do.
    [[nodiscard]] static KeySection keySection();

    void setCompletion(Complete complete);
    void setEarlierQueries(Earlier earlier);
    /// Says what stands in the box, if that is news, without waiting for a pause in typing.
    void announce();
    /// Announces nothing, and leaves what is being typed.
    void showFilter(const QString &text);
    /// Until the text changes; nothing for an empty \p sentence. \p position and \p length are
    /// those of the mistake in the text; without a length it is only a remark.
    void showMistake(const QString &sentence, qsizetype position, qsizetype length);
    /// Shows the sentence; whoever lays out the box gives it room below, so that it covers nothing.
    [[nodiscard]] QLabel &mistakeLabel() { return *m_mistake; }

Q_SIGNALS:
    void filterChanged(const QString &text);
    /// The text is finished, not only paused in.
    void filterFinished(const QString &text);
    void left(); ///< for what the query found

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void startPause();
    void finish();
    void leave();
    void replaceText(const QString &text);
    bool showEarlier(int step);
    bool handleKey(const QKeyEvent &event);
    void offer();
    void take(const QString &candidate);
    void clearMistake();
    void underline(qsizetype position, qsizetype length);
    void showOrHideSentence();
    void retranslate();

    GlyphButton *m_clear = nullptr;
    QLabel *m_mistake = nullptr;
    QCompleter *m_completer = nullptr;
    QStandardItemModel *m_candidates = nullptr;
    Complete m_complete{};
    QueryCompletion m_offered{};
    QTimer m_pause{this};
    QString m_announced{};
    bool m_hasMistake = false;
    bool m_hasSentence = false;
    bool m_isSentenceGone = false; ///< since the text was announced; the same text has it again
    bool m_isReplacing = false;    ///< the text changes, and nobody types
    Earlier m_earlier{};
    qsizetype m_earlierAt = -1; ///< which of them is shown; -1: none
    QString m_draft{};          ///< what stood there before one was
};
