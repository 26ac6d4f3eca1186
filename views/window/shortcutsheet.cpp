#include "shortcutsheet.h"

#include "widgetparts.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int sheetColumnGap = 40;
constexpr int sheetMargin = 20;
constexpr int roomForScrollBar = 20;

std::size_t heightOf(const KeySection &section)
{
    return section.lines.size() + 2; // its title and the gap above
}

void addSection(QVBoxLayout &column, const KeySection &section, QWidget *parent)
{
    QLabel *title = makeSectionTitle(parent);
    title->setText(section.title);
    title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    column.setSpacing(5); // not that of the columns
    column.addWidget(title);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const KeyLine &line : section.lines) {
        QLabel *keys = makeLabel(TextStyle::Secondary, QPalette::WindowText, parent);
        keys->setFont(fixedFont());
        keys->setText(line.keys);
        QLabel *what = makeLabel(TextStyle::Body, QPalette::PlaceholderText, parent);
        what->setText(line.what);
        grid->addWidget(keys, row, 0);
        grid->addWidget(what, row, 1);
        ++row;
    }
    column.addLayout(grid);
    column.addSpacing(10);
}

QWidget *makeSheet(const std::vector<KeySection> &sections, int columnCount)
{
    auto *page = new QWidget;
    fillWithPanel(*page);
    page->ensurePolished(); // with the fonts that it is shown in
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(sheetMargin, 16, sheetMargin, 8);
    columns->setSpacing(sheetColumnGap);
    std::size_t height = 0;
    for (const KeySection &section : sections)
        height += heightOf(section);
    auto *column = new QVBoxLayout;
    columns->addLayout(column);
    std::size_t filled = 0;
    for (const KeySection &section : sections) {
        const bool isOver = filled > 0 && 2 * filled + heightOf(section) > height;
        if (isOver && columns->count() < columnCount) {
            column->addStretch();
            column = new QVBoxLayout;
            columns->addLayout(column);
        }
        addSection(*column, section, page);
        filled += heightOf(section);
    }
    column->addStretch();
    return page;
}

} // namespace

ShortcutSheet::ShortcutSheet(std::function<std::vector<KeySection>()> source, QWidget *parent)
    : QDialog(parent), m_source(std::move(source))
{
    setObjectName(u"shortcutSheet"_s);
    fillWithPanel(*this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    fill();
}

/// In two columns, or in one where the screen is too narrow; what is too high scrolls.
void ShortcutSheet::fill()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    delete m_page;
    const QSize room = screen()->availableSize() * 95 / 100;
    const std::vector<KeySection> sections = m_source();
    QWidget *page = makeSheet(sections, 2);
    if (page->sizeHint().width() + roomForScrollBar > room.width()) {
        delete page;
        page = makeSheet(sections, 1);
    }
    const QSize wanted = page->sizeHint();
    m_page = makePageScroll(page, this);
    layout()->addWidget(m_page);
    const int bar = wanted.height() > room.height() ? roomForScrollBar : 0;
    resize(QSize(wanted.width() + bar, wanted.height()).boundedTo(room));
}

/// Actions may have other keys than when it was last open.
void ShortcutSheet::showEvent(QShowEvent *event)
{
    fill();
    QDialog::showEvent(event);
}

void ShortcutSheet::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}
