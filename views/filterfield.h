#pragma once

#include "querycompletion.h"

#include <QLineEdit>
#include <QTimer>

#include <functional>

class GlyphButton;
class QCompleter;
class QLabel;
class QStandardItemModel;

/// The box for the query: waits for a pause in typing, Enter asks at once, Escape clears. Offers
/// what could stand at the cursor, and shows under itself what is wrong and where.
class FilterField final : public QLineEdit {
    Q_OBJECT

public:
    using Complete = std::function<QueryCompletion(const QString &text, qsizetype cursor)>;

    explicit FilterField(QWidget *parent = nullptr);
    ~FilterField() override;

    void setCompletion(Complete complete);
    /// Says what stands in the box, if that is news, without waiting for a pause in typing.
    void announce();
    /// Announces nothing, and leaves what is being typed.
    void showFilter(const QString &text);
    /// Until the text changes. \p position and \p length are those of the mistake in the text.
    void showMistake(const QString &sentence, qsizetype position, qsizetype length);

Q_SIGNALS:
    void filterChanged(const QString &text);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void offer();
    void take(const QString &candidate);
    void clearMistake();
    void underline(qsizetype position, qsizetype length);
    void placeMistake();
    void retranslate();

    GlyphButton *m_clear = nullptr;
    QLabel *m_mistake = nullptr;
    QCompleter *m_completer = nullptr;
    QStandardItemModel *m_candidates = nullptr;
    Complete m_complete{};
    QueryCompletion m_offered{};
    QTimer m_pause{this};
    QString m_announced{};
};
