#include "commandpalette.h"

#include "palettedelegate.h"
#include "printable.h"
#include "theme.h"
#include "widgetparts.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPaletteRows = 100; ///< more are not read: one types on
constexpr int rowsInSight = 11;
constexpr int mostWidth = 680;
constexpr int leastMargin = 24;
constexpr int frameGap = 8;

QStandardItem *makePaletteRow(const PaletteEntry &entry)
{
    auto *item = new QStandardItem(printableLines(entry.name));
    item->setData(printableLines(entry.note), PaletteDelegate::Note);
    item->setData(entry.keys, PaletteDelegate::Keys);
    item->setData(displayName(entry.kind), PaletteDelegate::KindName);
    item->setData(entry.disabledReason, PaletteDelegate::Reason);
    QStringList parts = {item->text(), displayName(entry.kind),
                         item->data(PaletteDelegate::Note).toString(), entry.keys,
                         entry.disabledReason};
    parts.removeAll(QString());
    item->setData(parts.join(u", "_s), Qt::AccessibleTextRole);
    item->setEditable(false);
    return item;
}

} // namespace

CommandPalette::CommandPalette(std::function<std::vector<PaletteEntry>()> source, QWidget *window)
    : QFrame(window),
      m_source(std::move(source)),
      m_line(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_rows(new QStandardItemModel(this)),
      m_foot(makeLabel(TextStyle::Caption, QPalette::PlaceholderText, this))
{
    setObjectName(u"commandPalette"_s);
    m_line->setObjectName(u"paletteText"_s);
    m_line->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys stay in the line
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_foot->setObjectName(u"paletteFoot"_s);
    m_foot->setIndent(6);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(frameGap, frameGap, frameGap, frameGap);
    column->setSpacing(6);
    column->addWidget(m_line);
    column->addWidget(m_list, 1);
    column->addWidget(m_foot);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    window->installEventFilter(this); // to follow its size
    retranslate();
    hide();
}

void CommandPalette::open()
{
    m_entries = m_source();
    m_former = window()->focusWidget();
    m_line->clear();
    narrow();
    show();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close()
{
    if (isHidden())
        return;
    if (m_former)
        m_former->setFocus(Qt::OtherFocusReason); // before the line goes, or it would go elsewhere
    leave();
}

void CommandPalette::leave()
{
    hide();
    m_rows->clear();
    m_shown.clear();
    m_entries.clear();
}

void CommandPalette::narrow()
{
    m_shown = matchingEntries(m_entries, m_line->text());
    const std::size_t all = m_shown.size();
    m_shown.resize(std::min<std::size_t>(all, mostPaletteRows));
    m_rows->clear();
    for (const PaletteEntry *entry : m_shown)
        m_rows->appendRow(makePaletteRow(*entry));
    m_list->setCurrentIndex(m_rows->index(0, 0));
    m_list->scrollToTop();
    const int more = static_cast<int>(all - m_shown.size());
    m_foot->setText(all == 0   ? tr("Nothing has this name. Write fewer or other words.")
                    : more > 0 ? tr("%Ln more: write more of the name", nullptr, more)
                               : QString());
    m_foot->setVisible(!m_foot->text().isEmpty());
    place();
}

void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    const int width = std::min(mostWidth, room.width() - 2 * leastMargin);
    const int rowHeight = m_list->itemDelegate()->sizeHint({}, {}).height();
    const int rows = std::clamp(m_rows->rowCount(), 1, rowsInSight);
    const int foot = m_foot->isHidden() ? 0 : m_foot->sizeHint().height() + layout()->spacing();
    const int wanted =
        m_line->sizeHint().height() + rows * rowHeight + foot + 2 * frameGap + layout()->spacing();
    const int top = Metrics::toolBarHeight + Metrics::unit;
    setGeometry((room.width() - width) / 2, top, width,
                std::min(wanted, room.height() - top - leastMargin));
}

/// Gives the focus back first: what is run may want to give it to another.
void CommandPalette::run()
{
    const auto row = static_cast<std::size_t>(std::max(m_list->currentIndex().row(), 0));
    if (row >= m_shown.size() || !m_shown[row]->disabledReason.isEmpty())
        return;
    const std::function<void()> action = m_shown[row]->run;
    close();
    action();
}

void CommandPalette::moveBy(int rows)
{
    const int last = m_rows->rowCount() - 1;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(last, 0));
    m_list->setCurrentIndex(m_rows->index(row, 0));
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_PageDown:
        moveBy(rowsInSight - 1);
        return true;
    case Qt::Key_PageUp:
        moveBy(1 - rowsInSight);
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    // Escape is the list's before it is the window's.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    const bool isElsewhere =
        event->type() == QEvent::FocusOut && isVisible() &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason;
    if (isElsewhere)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (isVisible() && !m_line->hasFocus())
                    leave();
            },
            Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

/// Tab stays: the arrow keys choose.
bool CommandPalette::focusNextPrevChild(bool next)
{
    return isVisible() || QFrame::focusNextPrevChild(next);
}

void CommandPalette::paintEvent(QPaintEvent * /*event*/)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.panel);
    painter.setPen(colors.secondaryText);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::retranslate()
{
    setAccessibleName(tr("Commands"));
    m_line->setPlaceholderText(tr("What do you want to do or open?"));
    m_line->setAccessibleName(tr("Name of a command, page, view, instance, rule or repository"));
    m_list->setAccessibleName(tr("Commands"));
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    leave(); // its entries are in the former language
}
