#include "filterfield.h"

#include "glyphbutton.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QTextCharFormat>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds queryPause = 60ms;
constexpr std::chrono::milliseconds unfinishedPause = 600ms;
constexpr qsizetype mostInMenu = 15;
constexpr int signWidth = 28; ///< room for the magnifier, and for the hint or the clear button

/// Ctrl+Y is it on every desktop, not only where Qt says so.
bool isRedo(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Redo) ||
           (event.key() == Qt::Key_Y && event.modifiers() == Qt::ControlModifier);
}

} // namespace

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent),
      m_clear(new GlyphButton(Glyph::Close, this)),
      m_mistake(new QLabel(this)),
      m_completer(new QCompleter(this)),
      m_candidates(new QStandardItemModel(this))
{
    // Not as the line's own completer: that one replaces the whole text.
    m_completer->setWidget(this);
    m_completer->setModel(m_candidates);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(u"queryCandidates"_s);
    m_completer->popup()->installEventFilter(this);
    m_completer->popup()->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it is elided
    m_completer->popup()->setTextElideMode(Qt::ElideRight);
    connect(m_completer, QOverload<const QModelIndex &>::of(&QCompleter::activated), this,
            [this](const QModelIndex &index) { take(index.data(Qt::UserRole).toString()); });

    setTextMargins(signWidth - 8, 0, signWidth - 8, 0);
    m_clear->setObjectName(u"clearFilterText"_s);
    m_clear->setProperty("flat", true);
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_clear->hide();
    m_mistake->setObjectName(u"queryMistake"_s);
    m_mistake->setTextFormat(Qt::PlainText); // it holds what was typed
    m_mistake->setWordWrap(true);
    m_mistake->setFont(textFont(TextStyle::Secondary, m_mistake->font()));
    m_mistake->setContentsMargins(0, 0, 0, Metrics::unit);
    m_mistake->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_mistake->hide();
    m_pause.setObjectName(u"typingPause"_s);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &FilterField::announce);
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (m_isReplacing)
            return;
        m_earlierAt = -1;
        startPause();
        offer();
    });
    connect(this, &QLineEdit::textChanged, this, &FilterField::clearMistake);
    connect(this, &QLineEdit::textChanged, m_clear,
            [this](const QString &text) { m_clear->setVisible(!text.isEmpty()); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        finish();
        replaceText({});
        announce();
    });
    retranslate();
}

void FilterField::showFilter(const QString &text)
{
    // The echo of an older text must not undo what is being typed.
    if (m_pause.isActive() && text == m_announced)
        return;
    m_pause.stop();
    m_announced = text;
    m_isSentenceGone = false;
    m_earlierAt = -1;
    if (this->text().trimmed() != text)
        replaceText(text);
}

void FilterField::startPause()
{
    m_pause.start(isUnfinished(text(), cursorPosition()) ? unfinishedPause : queryPause);
}

/// So that undoing brings the former text back, which setText() does not.
void FilterField::replaceText(const QString &text)
{
    const QScopedValueRollback replacing(m_isReplacing, true);
    selectAll();
    insert(text);
}

void FilterField::finish()
{
    announce();
    m_earlierAt = -1;
    if (!m_announced.isEmpty())
        Q_EMIT filterFinished(m_announced);
}

void FilterField::leave()
{
    finish();
    Q_EMIT left();
}

void FilterField::setEarlierQueries(Earlier earlier)
{
    m_earlier = std::move(earlier);
}

/// The next older one for \p step 1, the next newer one for -1; false if there is none.
bool FilterField::showEarlier(int step)
{
    const QStringList earlier = m_earlier ? m_earlier() : QStringList();
    qsizetype at = m_earlierAt + step;
    while (at >= 0 && at < earlier.size() && earlier[at] == text().trimmed())
        at += step;
    if (at >= earlier.size() || at < -1)
        return false;
    if (at < 0 && m_draft == text()) { // it stands there already
        m_earlierAt = -1;
        return false;
    }
    if (m_earlierAt < 0)
        m_draft = text();
    replaceText(at < 0 ? m_draft : earlier[at]);
    m_earlierAt = at;
    m_pause.start(queryPause);
    return true;
}

void FilterField::announce()
{
    m_pause.stop();
    const QString wanted = text().trimmed();
    if (wanted == m_announced && !m_isSentenceGone)
        return;
    m_announced = wanted;
    clearMistake();
    m_isSentenceGone = false;
    Q_EMIT filterChanged(wanted);
}

void FilterField::setCompletion(Complete complete)
{
    m_complete = std::move(complete);
}

void FilterField::offer()
{
    if (!m_complete)
        return;
    m_offered = m_complete(text(), cursorPosition());
    const QString typed = text().mid(m_offered.begin, m_offered.length);
    const QString before = text().left(m_offered.begin);
    const bool isBetweenWords = typed.isEmpty() && (before.isEmpty() || before.back().isSpace());
    const bool isDone = m_offered.candidates.size() == 1 && m_offered.candidates[0].text == typed;
    if (m_offered.candidates.empty() || isDone || isBetweenWords)
        return m_completer->popup()->hide();
    m_candidates->clear();
    for (const QueryCompletion::Candidate &candidate : m_offered.candidates) {
        const QString line = candidate.explanation.isEmpty()
                                 ? candidate.text
                                 : candidate.text + u"  –  "_s + candidate.explanation;
        auto *item = new QStandardItem(line);
        item->setData(candidate.text, Qt::UserRole);
        m_candidates->appendRow(item);
    }
    constexpr int popupWidth = 420;
    m_completer->complete(QRect(0, 0, std::min(width(), popupWidth), height() + 4));
    // QCompleter leaves no room for the padding of the style, so that the last row would be cut.
    QAbstractItemView &popup = *m_completer->popup();
    const int rows = std::min(m_completer->maxVisibleItems(), m_candidates->rowCount());
    const int frame = popup.height() - popup.viewport()->height();
    popup.resize(popup.width(), rows * popup.sizeHintForRow(0) + frame);
}

/// In the place of the word that was typed; a value is followed by the next condition.
void FilterField::take(const QString &candidate)
{
    const bool isField = candidate.endsWith(u':') || candidate.endsWith(u'>');
    setSelection(static_cast<int>(m_offered.begin), static_cast<int>(m_offered.length));
    insert(isField ? candidate : candidate + u' '); // which offers what may follow
}

void FilterField::showMistake(const QString &sentence, qsizetype position, qsizetype length)
{
    if (sentence.isEmpty())
        return clearMistake();
    m_mistake->setText(sentence);
    m_hasMistake = length > 0;
    m_hasSentence = true;
    underline(position, length);
    setAccessibleDescription(sentence);
    showOrHideSentence();
}

void FilterField::clearMistake()
{
    m_hasMistake = false;
    if (!std::exchange(m_hasSentence, false))
        return;
    m_isSentenceGone = true;
    showOrHideSentence();
    setAccessibleDescription({});
    underline(0, 0);
}

/// As an input method marks what it is about to change: the only way to format a part of a line.
void FilterField::underline(qsizetype position, qsizetype length)
{
    QList<QInputMethodEvent::Attribute> marks;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(statusFill(SyncTaskStatus::Error, palette()));
        marks.append({QInputMethodEvent::TextFormat, static_cast<int>(position) - cursorPosition(),
                      static_cast<int>(length), format});
    }
    QInputMethodEvent event({}, marks);
    QCoreApplication::sendEvent(this, &event);
}

/// The proposals would cover it.
void FilterField::showOrHideSentence()
{
    m_mistake->setVisible(m_hasSentence && !m_completer->popup()->isVisible());
}

void FilterField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        finish();
}

/// Tab takes what is chosen, or the first: the completer knows Enter alone.
bool FilterField::eventFilter(QObject *watched, QEvent *event)
{
    auto *popup = m_completer->popup();
    const bool comesOrGoes = event->type() == QEvent::Show || event->type() == QEvent::Hide;
    if (watched == popup && comesOrGoes && m_hasSentence)
        showOrHideSentence();
    const bool isTab = watched == popup && event->type() == QEvent::KeyPress &&
                       static_cast<QKeyEvent *>(event)->key() == Qt::Key_Tab;
    if (!isTab)
        return QLineEdit::eventFilter(watched, event);
    const bool isChosen = popup->selectionModel()->hasSelection();
    const QModelIndex taken = isChosen ? popup->currentIndex() : m_candidates->index(0, 0);
    popup->hide();
    take(taken.data(Qt::UserRole).toString()); // which offers others
    return true;
}

bool FilterField::event(QEvent *event)
{
    // Before any shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape || key->matches(QKeySequence::Undo) || isRedo(*key)) {
            event->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    if (handleKey(*event))
        return event->accept();
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn)
        return event->ignore(); // the completer takes what is chosen
    QLineEdit::keyPressEvent(event);
}

/// What is not a line's usual.
bool FilterField::handleKey(const QKeyEvent &event)
{
    auto *popup = m_completer->popup();
    const bool isOffering = popup->isVisible();
    const bool isPlain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isRedo(event)) {
        redo();
        return true;
    }
    if (!isPlain)
        return false;
    switch (event.key()) {
    case Qt::Key_Escape:
        isOffering ? popup->hide() : leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isOffering && popup->selectionModel()->hasSelection())
            return false;
        popup->hide();
        finish();
        if (!m_hasMistake)
            Q_EMIT left();
        return true;
    case Qt::Key_Up:
        if (!isOffering)
            showEarlier(1);
        return !isOffering;
    case Qt::Key_Down:
        if (!isOffering && !(m_earlierAt >= 0 && showEarlier(-1)))
            leave();
        return !isOffering;
    default:
        return false;
    }
}

void FilterField::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *submenu = menu->addMenu(tr("Earlier queries"));
    submenu->setObjectName(u"earlierQueries"_s);
    const QStringList earlier = m_earlier ? m_earlier() : QStringList();
    for (const QString &query : earlier.first(std::min(earlier.size(), mostInMenu))) {
        const QString title = fontMetrics().elidedText(query, Qt::ElideMiddle, width());
        submenu->addAction(QString(title).replace(u'&', u"&&"_s), this, [this, query] {
            replaceText(query);
            finish();
        });
    }
    submenu->setEnabled(!earlier.isEmpty());
    menu->popup(event->globalPos());
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.secondaryText, 1.4, Qt::SolidLine, Qt::RoundCap));
    const QPointF lens(14.5, height() / 2.0 - 1);
    painter.drawEllipse(lens, 3.8, 3.8);
    painter.drawLine(lens + QPointF(3, 3), lens + QPointF(6, 6));
    if (text().isEmpty())
        painter.drawText(QRect(width() - signWidth, 0, signWidth - 4, height()), Qt::AlignCenter,
                         u"/"_s);
}

void FilterField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const QSize size = m_clear->sizeHint();
    m_clear->setGeometry(width() - size.width() - 5, (height() - size.height()) / 2, size.width(),
                         size.height());
}

void FilterField::retranslate()
{
    setPlaceholderText(tr("Filter: words, or status:failed since:24h …"));
    setAccessibleName(placeholderText());
    m_clear->setToolTip(tr("Clear the text"));
    m_clear->setAccessibleName(tr("Clear the text"));
}

void FilterField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

KeySection FilterField::keySection()
{
    return {.title = tr("In the query box"),
            .lines = {{.keys = keysText({Qt::Key_Return}), .what = tr("Go to what was found")},
                      {.keys = keysText({Qt::Key_Tab}), .what = tr("Take what is offered")},
                      {.keys = keysText({Qt::Key_Up, Qt::Key_Down}), .what = tr("Earlier queries")},
                      {.keys = keysText({QKeySequence::Undo, Qt::CTRL | Qt::Key_Y}),
                       .what = tr("Undo, redo")},
                      {.keys = keysText({Qt::Key_Escape}), .what = tr("Leave the box")}}};
}
