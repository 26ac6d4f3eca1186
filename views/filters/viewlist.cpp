#include "viewlist.h"

#include "dashboardlink.h"
#include "facetrow.h"
#include "focusgroup.h"
#include "widgetparts.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 60;

} // namespace

ViewList::ViewList(QWidget *parent)
    : QWidget(parent),
      m_title(makeSectionTitle(this)),
      m_save(makeButton(u"saveView"_s, "link", this)),
      m_column(new QVBoxLayout(this)),
      m_name(new QLineEdit(this)),
      m_fault(makeLabel(TextStyle::Caption, QPalette::WindowText, this)),
      m_undo(makeButton(u"undoViewRemoval"_s, "link", this))
{
    setObjectName(u"views"_s);
    makeFocusGroup(*this);
    m_title->setIndent(6);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_save);
    m_column->setContentsMargins(0, 0, 0, 14);
    m_column->setSpacing(0);
    m_column->addLayout(head);
    m_column->addSpacing(2);
    m_column->addWidget(m_name);
    m_column->addWidget(m_fault);
    m_column->addWidget(m_undo, 0, Qt::AlignLeft);

    m_name->setObjectName(u"viewName"_s);
    m_name->setMaxLength(longestName);
    m_name->installEventFilter(this);
    m_name->hide();
    m_fault->setObjectName(u"viewFault"_s);
    m_fault->setIndent(6);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_undo->hide();
    connect(m_save, &QPushButton::clicked, this, &ViewList::askForName);
    connect(m_name, &QLineEdit::returnPressed, this, &ViewList::takeName);
    connect(m_undo, &QPushButton::clicked, this, &ViewList::undoRequested);
    retranslate();
}

QKeySequence ViewList::keyOf(int number)
{
    return Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number);
}

ViewList::~ViewList() = default;

void ViewList::showItems(const std::vector<ViewItem> &items)
{
    if (items == m_items)
        return;
    m_items = items;
    for (std::size_t index = 0; index < items.size(); ++index)
        showRow(rowAt(index), items[index], index);
    showRows();
}

/// All that have a view, but for the one in whose place a name is being typed.
void ViewList::showRows()
{
    for (std::size_t index = 0; index < m_rows.size(); ++index)
        m_rows[index]->setVisible(index < m_items.size() && m_items[index].name != m_renamed);
}

FacetRow &ViewList::rowAt(std::size_t index)
{
    if (index == m_rows.size()) {
        auto *row = new FacetRow(std::nullopt, this);
        row->setObjectName(u"view"_s + QString::number(index));
        row->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(row, &FacetRow::chosen, this,
                [this, index] { Q_EMIT opened(QString(m_items[index].name)); });
        connect(row, &QWidget::customContextMenuRequested, this,
                [this, row, index](const QPoint &position) {
                    showMenu(index, row->mapToGlobal(position));
                });
        const int above = index == 0 ? 1 : m_column->indexOf(m_rows.back()); // 1: the gap
        m_column->insertWidget(above + 1, row);
        m_rows.push_back(row);
    }
    return *m_rows[index];
}

void ViewList::setCountsKnown(bool areKnown)
{
    m_areCountsKnown = areKnown;
    for (std::size_t index = 0; index < m_items.size(); ++index)
        showCount(*m_rows[index], m_items[index]);
}

void ViewList::showCount(FacetRow &row, const ViewItem &item) const
{
    row.showCount(m_areCountsKnown ? item.count : std::nullopt, 0);
}

void ViewList::showRow(FacetRow &row, const ViewItem &item, std::size_t index)
{
    //: Behind the name of a saved view: its new failures are told as notifications
    const QString mark = item.notifies ? tr("notifies") : QString();
    const QString state = item.muted.isEmpty() ? mark : item.muted;
    row.setMuted(item.fault.isEmpty() && !item.muted.isEmpty());
    row.retranslate(item.name, item.fault.isEmpty() ? state : item.fault);
    showCount(row, item);
    row.showChoice(item.isCurrent ? FacetRow::Choice::Wanted : FacetRow::Choice::None);
    QString tip = item.muted.isEmpty() ? item.tip : item.muted + u'\n' + item.tip;
    if (index < openedByKey)
        tip += u'\n' + keyOf(static_cast<int>(index)).toString(QKeySequence::NativeText);
    row.setToolTip(plainToolTip(tip.trimmed())); // the row describes itself
}

void ViewList::showMenu(std::size_t index, const QPoint &globalPosition)
{
    const QString name = m_items[index].name;
    QMenu menu(this);
    menu.setObjectName(u"viewMenu"_s);
    const auto add = [&menu](const QString &objectName, const QString &text, bool isEnabled) {
        QAction *action = menu.addAction(text);
        action->setObjectName(objectName);
        action->setEnabled(isEnabled);
        return action;
    };
    const bool isUsable = m_items[index].count.has_value();
    connect(add(u"renameView"_s, tr("Rename…"), true), &QAction::triggered, this,
            [this, index, name] { askForNameAbove(*m_rows[index], name); });
    connect(add(u"replaceView"_s, tr("Replace by what is shown now"), isUsable),
            &QAction::triggered, this, [this, name] { Q_EMIT replaceRequested(name); });
    QAction *notify = add(u"notifyOfView"_s, tr("Notify me of new failures"), isUsable);
    notify->setCheckable(true);
    notify->setChecked(m_items[index].notifies);
    connect(notify, &QAction::triggered, this,
            [this, name](bool checked) { Q_EMIT notifyToggled(name, checked); });
    connect(add(u"muteView"_s, tr("Mute…"), isUsable), &QAction::triggered, this,
            [this, name] { Q_EMIT muteRequested(name); });
    if (!m_items[index].muted.isEmpty())
        connect(add(u"unmuteView"_s, tr("Unmute"), true), &QAction::triggered, this,
                [this, name] { Q_EMIT unmuteRequested(name); });
    const QString link = writeLink(LinkedView{.name = name});
    // A name may have what no link holds.
    connect(add(u"copyViewLink"_s, tr("Copy link"), parseLink(link).has_value()),
            &QAction::triggered, this, [link] { QGuiApplication::clipboard()->setText(link); });
    menu.addSeparator();
    connect(add(u"raiseView"_s, tr("Move up"), index > 0), &QAction::triggered, this,
            [this, name] { Q_EMIT moveRequested(name, -1); });
    connect(add(u"lowerView"_s, tr("Move down"), index + 1 < m_items.size()), &QAction::triggered,
            this, [this, name] { Q_EMIT moveRequested(name, 1); });
    menu.addSeparator();
    connect(add(u"removeView"_s, tr("Delete"), true), &QAction::triggered, this,
            [this, name] { Q_EMIT removeRequested(name); });
    menu.exec(globalPosition);
}

void ViewList::askForName()
{
    askForNameAbove(*m_undo, {});
}

void ViewList::askForNameAbove(QWidget &part, const QString &presentName)
{
    endNaming();
    for (QWidget *own : std::initializer_list<QWidget *>{m_name, m_fault}) {
        m_column->removeWidget(own);
        m_column->insertWidget(m_column->indexOf(&part), own);
    }
    m_renamed = presentName;
    m_name->setText(presentName);
    m_name->selectAll();
    m_name->show();
    m_name->setFocus();
    showRows();
}

void ViewList::endNaming()
{
    m_renamed.clear();
    m_name->hide();
    showFault({});
    showRows();
}

void ViewList::takeName()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty() || name == m_renamed)
        return endNaming();
    if (m_renamed.isEmpty())
        Q_EMIT saveRequested(name);
    else
        Q_EMIT renameRequested(QString(m_renamed), name);
}

void ViewList::showFault(const QString &sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
}

void ViewList::offerUndo(const QString &name)
{
    m_undoName = name;
    //: A link; %1 is the name of a view that was just deleted
    m_undo->setText(tr("Bring back “%1”").arg(name));
    m_undo->setVisible(!name.isEmpty());
}

bool ViewList::eventFilter(QObject *watched, QEvent *event)
{
    // Escape leaves the field here, before the window takes it for its own.
    const bool isKey =
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched == m_name && isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress) {
            endNaming();
            m_save->setFocus();
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ViewList::retranslate()
{
    //: Title over the queries that the user saved
    m_title->setText(tr("Views"));
    setAccessibleName(tr("Views"));
    m_save->setText(tr("Save…"));
    m_save->setAccessibleName(tr("Save the query, columns and range as a view"));
    m_save->setToolTip(m_save->accessibleName());
    m_name->setPlaceholderText(tr("Name of the view"));
    m_name->setAccessibleName(tr("Name of the view"));
    offerUndo(QString(m_undoName));
    for (std::size_t index = 0; index < m_items.size(); ++index)
        showRow(*m_rows[index], m_items[index], index);
}

void ViewList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
