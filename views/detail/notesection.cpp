#include "notesection.h"

#include "widgetparts.h"
#include "wrappedtext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostLines = 5; // of the newest

} // namespace

NoteSection::NoteSection(QWidget *parent)
    : QWidget(parent),
      m_lines(new QVBoxLayout),
      m_acknowledge(makeButton(u"acknowledgeTask"_s, "link", this)),
      m_hint(makeHint(this))
{
    setObjectName(u"notes"_s);
    m_hint->setObjectName(u"notesHint"_s);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(m_lines);
    layout->addWidget(m_acknowledge, 0, Qt::AlignLeft);
    layout->addWidget(m_hint);
    connect(m_acknowledge, &QPushButton::clicked, this, &NoteSection::acknowledgeRequested);
    retranslate();
    showNotes({});
}

void NoteSection::showNotes(const ShownNotes &notes)
{
    m_notes = notes;
    const std::size_t shown = std::min(notes.lines.size(), mostLines);
    while (m_rows.size() < shown)
        m_rows.push_back(addRow());
    const bool mayWrite = notes.offer == ShownNotes::Offer::Acknowledge;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        row.widget->setVisible(i < shown);
        row.text->showText(i < shown ? notes.lines[i].text : QString());
        row.withdraw->setVisible(mayWrite);
    }
    m_acknowledge->setVisible(mayWrite && notes.lines.empty());
    m_hint->setVisible(notes.offer == ShownNotes::Offer::NeedsRights);
    setVisible(notes.offer != ShownNotes::Offer::Nothing || shown > 0);
}

NoteSection::Row NoteSection::addRow()
{
    const QString number = QString::number(m_rows.size());
    auto *widget = new QWidget(this);
    auto *text = new WrappedText(widget);
    text->setObjectName(u"note"_s + number);
    QPushButton *withdraw = makeButton(u"withdrawNote"_s + number, "link", widget);
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(text, 1);
    layout->addWidget(withdraw, 0, Qt::AlignTop);
    m_lines->addWidget(widget);
    connect(withdraw, &QPushButton::clicked, this, [this, index = m_rows.size()] {
        if (index < m_notes.lines.size())
            Q_EMIT withdrawRequested(m_notes.lines[index].id);
    });
    const Row row{.widget = widget, .text = text, .withdraw = withdraw};
    row.withdraw->setText(tr("Withdraw"));
    row.text->setAccessibleName(tr("Note of the team"));
    return row;
}

void NoteSection::retranslate()
{
    setAccessibleName(tr("Notes of the team"));
    for (const Row &row : m_rows) {
        //: Button: takes back that somebody looks after a failed task
        row.withdraw->setText(tr("Withdraw"));
        row.text->setAccessibleName(tr("Note of the team"));
    }
    //: Button; opens a dialog
    m_acknowledge->setText(tr("Acknowledge…"));
    m_acknowledge->setToolTip(tr("Tell the team that somebody looks after it"));
    m_hint->setText(tr("To acknowledge failures for the team, connect to its database in a role "
                       "that may write notes."));
}
