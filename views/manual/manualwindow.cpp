#include "manualwindow.h"

#include "manualdocument.h"
#include "theme.h"
#include "widgetparts.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize manualSize(940, 680);
constexpr int contentsWidth = 250;
constexpr int mostMarkedWords = 300;
constexpr int placeRole = Qt::UserRole;

QString manualLanguage()
{
    return QLocale().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
}

void fitContentsRow(QTreeWidgetItem &item)
{
    item.setSizeHint(0, QSize(0, sideBarRowHeight()));
}

QTreeWidgetItem *makeContentsRow(const ManualSection &section, const QString &title)
{
    auto *item = new QTreeWidgetItem({title});
    item->setData(0, placeRole, QStringList{section.place.page, section.place.anchor});
    item->setToolTip(0, plainToolTip(title));
    fitContentsRow(*item);
    return item;
}

ManualPlace placeOf(const QTreeWidgetItem &item)
{
    const QStringList place = item.data(0, placeRole).toStringList();
    return {.page = place.value(0), .anchor = place.value(1)};
}

bool knowsAnchor(const ManualPage &page, const QString &anchor)
{
    return anchor.isEmpty() || page.markdown.contains(u'⟦' + anchor + u'⟧');
}

} // namespace

ManualWindow::ManualWindow(QWidget *parent)
    : QDialog(parent),
      m_search(new QLineEdit(this)),
      m_contents(new QTreeWidget(this)),
      m_nothing(makeHint(this)),
      m_back(makeButton(u"manualBack"_s, nullptr, this)),
      m_forward(makeButton(u"manualForward"_s, nullptr, this)),
      m_text(new QTextBrowser(this)),
      m_find(new QAction(this))
{
    setObjectName(u"manualWindow"_s);
    setWindowFlags(windowFlags() | Qt::WindowMinMaxButtonsHint);
    fillWithPanel(*this);
    m_search->setObjectName(u"manualSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_contents->setObjectName(u"manualContents"_s);
    m_contents->setHeaderHidden(true);
    m_contents->setIndentation(14);
    m_contents->setRootIsDecorated(false);
    m_contents->setUniformRowHeights(true);
    m_text->setObjectName(u"manualText"_s);
    m_text->setOpenLinks(false);
    m_text->setUndoRedoEnabled(false);
    for (QPushButton *button : {m_back, m_forward})
        button->setAutoDefault(false);
    m_find->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::Key_Slash)});
    addAction(m_find);
    layOut();

    connect(m_find, &QAction::triggered, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_search, &QLineEdit::textChanged, this, &ManualWindow::fillFound);
    connect(m_contents, &QTreeWidget::itemClicked, this, &ManualWindow::chooseItem);
    connect(m_contents, &QTreeWidget::itemActivated, this, &ManualWindow::chooseItem);
    connect(m_text, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &link) { followLink(link.toString()); });
    connect(m_back, &QPushButton::clicked, this, [this] { step(m_history.back(scroll())); });
    connect(m_forward, &QPushButton::clicked, this, [this] { step(m_history.forward(scroll())); });
    resize(manualSize);
    read();
}

void ManualWindow::layOut()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(Metrics::padding, Metrics::padding, Metrics::padding, 0);
    column->setSpacing(8);
    column->addWidget(m_search);
    column->addWidget(m_nothing);
    column->addWidget(m_contents, 1);
    auto *main = new QWidget(this);
    auto *page = new QVBoxLayout(main);
    page->setContentsMargins(0, Metrics::padding, 0, 0);
    page->setSpacing(4);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Metrics::padding, 0, Metrics::padding, 0);
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addWidget(m_forward);
    buttons->addStretch(1);
    page->addLayout(buttons);
    page->addWidget(m_text, 1);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(side);
    splitter->addWidget(main);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({contentsWidth, manualSize.width() - contentsWidth});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(splitter);
}

/// In the language that is shown now.
void ManualWindow::read()
{
    m_language = manualLanguage();
    m_pages = readManual(m_language);
    m_shownPage.clear();
    retranslate();
    fillFound();
    if (!m_history.place().page.isEmpty())
        showPlace(m_history.place());
    showState();
}

void ManualWindow::retranslate()
{
    setWindowTitle(tr("Manual"));
    m_search->setPlaceholderText(tr("Search the manual"));
    m_search->setAccessibleName(m_search->placeholderText());
    nameClearButton(*m_search, tr("Clear the text"));
    m_contents->setAccessibleName(tr("Contents"));
    m_text->setAccessibleName(tr("Page of the manual"));
    m_nothing->setText(tr("No part of the manual has all of these words. Write fewer or others."));
    //: Button: to the page of the manual that was shown before
    m_back->setText(tr("Back"));
    //: Button: to the page of the manual from which one went back
    m_forward->setText(tr("Forward"));
    m_back->setToolTip(QKeySequence(Qt::ALT | Qt::Key_Left).toString(QKeySequence::NativeText));
    m_forward->setToolTip(QKeySequence(Qt::ALT | Qt::Key_Right).toString(QKeySequence::NativeText));
}

void ManualWindow::openAt(const ManualPlace &place)
{
    const ManualPage *page = pageOf(place.page);
    const bool isKnown = page != nullptr && knowsAnchor(*page, place.anchor);
    m_history.go(isKnown ? place : ManualPlace{.page = u"index"_s}, scroll());
    showPlace(m_history.place());
    show();
    activateWindow();
    m_text->setFocus(Qt::OtherFocusReason);
}

/// Links are those of the files, so that they work where the files are read: "query.md#is".
void ManualWindow::followLink(const QString &link)
{
    const QString file = link.section(u'#', 0, 0);
    const ManualPlace place = {.page = file.isEmpty() ? m_shownPage : file.chopped(3),
                               .anchor = link.section(u'#', 1)};
    if (pageOf(place.page) == nullptr)
        return;
    m_history.go(place, scroll());
    showPlace(place);
}

void ManualWindow::step(const std::optional<ManualHistory::Step> &step)
{
    if (!step)
        return;
    showPlace(step->place);
    m_text->verticalScrollBar()->setValue(step->scroll);
}

void ManualWindow::showPlace(const ManualPlace &place)
{
    const ManualPage *page = pageOf(place.page);
    if (page == nullptr)
        return;
    if (m_shownPage != place.page)
        showPage(*page);
    m_text->verticalScrollBar()->setValue(0);
    if (!place.anchor.isEmpty())
        m_text->scrollToAnchor(place.anchor);
    markCurrent();
    markWords();
    showState();
}

void ManualWindow::showPage(const ManualPage &page)
{
    m_shownPage = page.key;
    fillManualDocument(*m_text->document(), page, font(), palette());
    QTextCursor start = m_text->textCursor();
    start.setPosition(0);
    m_text->setTextCursor(start);
}

void ManualWindow::showState()
{
    m_back->setEnabled(m_history.canGoBack());
    m_forward->setEnabled(m_history.canGoForward());
}

/// What was searched for, or all there is.
void ManualWindow::fillFound()
{
    const QString words = m_search->text().simplified();
    m_contents->clear();
    if (words.isEmpty()) {
        fillContents();
    } else {
        for (const ManualSection &section : findInManual(m_pages, words)) {
            const ManualPage *page = pageOf(section.place.page);
            const QString title = section.level == 1 || page == nullptr
                                      ? section.title
                                      : section.title + u" · "_s + page->title();
            m_contents->addTopLevelItem(makeContentsRow(section, title));
        }
    }
    const bool isFound = m_contents->topLevelItemCount() > 0;
    m_nothing->setVisible(!isFound);
    m_contents->setVisible(isFound);
    markWords();
}

void ManualWindow::fillContents()
{
    for (const ManualPage &page : m_pages) {
        QTreeWidgetItem *row = nullptr;
        for (const ManualSection &section : page.sections) {
            if (section.level > 2)
                continue;
            QTreeWidgetItem *item = makeContentsRow(section, section.title);
            if (row == nullptr)
                m_contents->addTopLevelItem(row = item);
            else
                row->addChild(item);
        }
    }
    markCurrent();
}

void ManualWindow::chooseItem(const QTreeWidgetItem *item)
{
    const ManualPlace place = placeOf(*item);
    m_history.go(place, scroll());
    showPlace(place);
}

/// The row of the page or heading that is shown, with its page open and the others closed.
void ManualWindow::markCurrent()
{
    if (!m_search->text().isEmpty())
        return;
    const ManualPlace place = m_history.place();
    for (int i = 0; i < m_contents->topLevelItemCount(); ++i) {
        QTreeWidgetItem *page = m_contents->topLevelItem(i);
        const bool isShown = placeOf(*page).page == place.page;
        page->setExpanded(isShown);
        if (!isShown)
            continue;
        m_contents->setCurrentItem(page);
        for (int j = 0; j < page->childCount(); ++j) {
            if (placeOf(*page->child(j)) == place)
                m_contents->setCurrentItem(page->child(j));
        }
    }
}

void ManualWindow::markWords()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const QString &word : m_search->text().split(u' ', Qt::SkipEmptyParts)) {
        QTextCursor found = m_text->document()->find(word);
        while (!found.isNull() && marks.size() < mostMarkedWords) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = found;
            mark.format.setBackground(themeColors(palette()).differenceFill);
            marks << mark;
            found = m_text->document()->find(word, found);
        }
    }
    m_text->setExtraSelections(marks);
}

int ManualWindow::scroll() const
{
    return m_text->verticalScrollBar()->value();
}

const ManualPage *ManualWindow::pageOf(const QString &key) const
{
    const auto found = std::ranges::find(m_pages, key, &ManualPage::key);
    return found == m_pages.end() ? nullptr : &*found;
}

void ManualWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        for (QTreeWidgetItemIterator it(m_contents); *it != nullptr; ++it)
            fitContentsRow(**it);
    }
    const bool isOther = event->type() == QEvent::LanguageChange ||
                         event->type() == QEvent::PaletteChange ||
                         event->type() == QEvent::FontChange;
    if (!isOther || m_history.place().page.isEmpty())
        return;
    const int value = scroll();
    if (event->type() == QEvent::LanguageChange) {
        read();
    } else if (const ManualPage *page = pageOf(m_shownPage)) {
        showPage(*page);
        markWords();
        m_text->verticalScrollBar()->setValue(value);
    }
}

void ManualWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Left)
        step(m_history.back(scroll()));
    else if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Right)
        step(m_history.forward(scroll()));
    else
        QDialog::keyPressEvent(event);
}

/// From the search down to what was found; Escape empties it before it closes the window.
bool ManualWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if ((isEnter || key->key() == Qt::Key_Down) && m_contents->topLevelItemCount() > 0) {
        m_contents->setFocus(Qt::OtherFocusReason);
        if (m_contents->currentItem() == nullptr)
            m_contents->setCurrentItem(m_contents->topLevelItem(0));
        if (isEnter)
            chooseItem(m_contents->currentItem());
        return true;
    }
    return QDialog::eventFilter(watched, event);
}
