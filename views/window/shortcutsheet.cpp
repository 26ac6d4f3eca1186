#include "shortcutsheet.h"

#include "widgetparts.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>

#include <vector>

using namespace Qt::StringLiterals;

namespace {

struct KeyLine {
    QString keys{};
    QString what{};
};

QString native(QKeyCombination keys)
{
    return QKeySequence(keys).toString(QKeySequence::NativeText);
}

std::vector<KeyLine> keyLines()
{
    const QString either = u"  "_s;
    return {
        {.keys = u"/"_s + either + native(Qt::CTRL | Qt::Key_F),
         .what = ShortcutSheet::tr("Filter the loaded tasks")},
        {.keys = native(Qt::Key_Up) + either + native(Qt::CTRL | Qt::Key_Z) + either +
                 native(Qt::CTRL | Qt::Key_Y),
         .what = ShortcutSheet::tr("In the query box: earlier queries, undo, redo")},
        {.keys = native(Qt::ALT | Qt::Key_Left) + either + native(Qt::ALT | Qt::Key_Right),
         .what = ShortcutSheet::tr("Back and forward through queries and pages")},
        {.keys = native(Qt::CTRL | Qt::Key_S),
         .what = ShortcutSheet::tr("Save query, columns and range as a view")},
        {.keys = native(Qt::CTRL | Qt::Key_1) + u" … "_s + native(Qt::CTRL | Qt::Key_9),
         .what = ShortcutSheet::tr("Open a saved view")},
        {.keys = native(Qt::ALT | Qt::Key_1) + u" … "_s + native(Qt::ALT | Qt::Key_5),
         .what = ShortcutSheet::tr(
             "Show the tasks, the failures, the routes, the rules, what was sent")},
        {.keys = native(Qt::Key_F5) + either + native(Qt::CTRL | Qt::Key_R),
         .what = ShortcutSheet::tr("Refresh")},
        {.keys = native(Qt::Key_Up) + either + native(Qt::Key_Down),
         .what = ShortcutSheet::tr("Previous or next task")},
        {.keys = native(Qt::Key_Return), .what = ShortcutSheet::tr("Open the details")},
        {.keys = native(Qt::CTRL | Qt::Key_C), .what = ShortcutSheet::tr("Copy")},
        {.keys = native(Qt::CTRL | Qt::Key_I),
         .what = ShortcutSheet::tr("Show or hide the details")},
        {.keys = native(Qt::CTRL | Qt::Key_B),
         .what = ShortcutSheet::tr("Show or hide the filters at the side")},
        {.keys = native(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
         .what = ShortcutSheet::tr("Retry the selected tasks")},
        {.keys = native(Qt::CTRL | Qt::Key_N), .what = ShortcutSheet::tr("Synchronize a tag now")},
        {.keys = native(Qt::CTRL | Qt::SHIFT | Qt::Key_N) + either + native(Qt::Key_Delete),
         .what = ShortcutSheet::tr("New synchronization rule, delete the chosen one")},
        {.keys = native(Qt::CTRL | Qt::Key_Comma), .what = ShortcutSheet::tr("Settings")},
        {.keys = native(Qt::Key_Escape),
         .what =
             ShortcutSheet::tr("Close the details, leave the filter, go back, clear the filters")},
        {.keys = u"?"_s, .what = ShortcutSheet::tr("This sheet")},
        {.keys = native(Qt::CTRL | Qt::Key_Q), .what = ShortcutSheet::tr("Quit")},
    };
}

} // namespace

ShortcutSheet::ShortcutSheet(QWidget *parent) : QDialog(parent), m_grid(new QGridLayout(this))
{
    setObjectName(u"shortcutSheet"_s);
    fillWithPanel(*this);
    m_grid->setContentsMargins(20, 16, 20, 16);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(8);
    m_grid->setSizeConstraint(QLayout::SetFixedSize);
    int row = 0;
    for (const KeyLine &line : keyLines()) {
        auto *keys = makeLabel(TextStyle::Secondary, QPalette::WindowText, this);
        keys->setFont(fixedFont());
        keys->setText(line.keys);
        m_grid->addWidget(keys, row, 0);
        m_grid->addWidget(makeLabel(TextStyle::Body, QPalette::PlaceholderText, this), row, 1);
        ++row;
    }
    retranslate();
}

void ShortcutSheet::retranslate()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    int row = 0;
    for (const KeyLine &line : keyLines()) {
        auto *what = static_cast<QLabel *>(m_grid->itemAtPosition(row, 1)->widget());
        what->setText(line.what);
        ++row;
    }
}

void ShortcutSheet::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
