#include "comparedialog.h"

#include "comparetable.h"
#include "elidedlabel.h"
#include "manualplace.h"
#include "printable.h"
#include "widgetparts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize compareSize{960, 600};
constexpr int compareMargin = 32; ///< what is left to see of a small window

} // namespace

CompareDialog::CompareDialog(QAbstractItemModel &model, QWidget *parent)
    : DialogFrame(u"compareDialog"_s, parent),
      m_title(
          makeWrappedLabel(u"compareTitle"_s, TextStyle::PaneTitle, QPalette::WindowText, this)),
      m_route(new ElidedLabel(this)),
      m_notes(makeWrappedLabel(u"compareNotes"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_counts(makeWrappedLabel(u"compareCounts"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_progress(new QProgressBar(this)),
      m_progressText(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_showAll(new QCheckBox(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new CompareTable(m_stack)),
      m_nothing(makeWrappedLabel(u"compareNothing"_s, TextStyle::Body, QPalette::PlaceholderText,
                                 m_stack))
{
    setManualPlace(*this, {.page = u"actions"_s, .anchor = u"compare"_s});
    m_table->setModel(&model);
    m_route->setObjectName(u"compareRoute"_s);
    m_route->setFont(textFont(TextStyle::Secondary, font()));
    m_route->setProperty("secondary", true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->setObjectName(u"compareProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progressText->setObjectName(u"compareProgressText"_s);
    m_showAll->setObjectName(u"compareShowAll"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_nothing);
    layOut();
    connect(m_showAll, &QCheckBox::toggled, this, &CompareDialog::showAllChosen);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &CompareDialog::showTable);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &CompareDialog::showTable);
    const QSize room = parent ? parent->size() - QSize(compareMargin, compareMargin) : compareSize;
    resize(compareSize.boundedTo(room));
    retranslate();
    showTable();
}

void CompareDialog::layOut()
{
    auto *progress = new QHBoxLayout;
    progress->setSpacing(8);
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_progressText, 2);
    content().addWidget(m_title);
    content().addWidget(m_route);
    content().addWidget(m_notes);
    content().addWidget(m_counts);
    content().addLayout(progress);
    content().addWidget(m_stack, 1);
    content().addWidget(m_showAll);
    QDialogButtonBox *buttons = makeButtons(u"compareCopy"_s, QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"compareClose"_s);
    m_stop = makeButton(u"compareStop"_s, nullptr, this);
    m_repeat = makeButton(u"compareRepeat"_s, nullptr, this);
    for (QPushButton *button : {m_stop, m_repeat}) {
        button->setAutoDefault(false);
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    }
    content().addWidget(buttons);
    connect(m_stop, &QPushButton::clicked, this, &CompareDialog::stopRequested);
    connect(m_repeat, &QPushButton::clicked, this, &CompareDialog::repeatRequested);
}

bool CompareDialog::showsAll() const
{
    return m_showAll->isChecked();
}

/// It stays open: what was copied is compared again from here.
void CompareDialog::accept()
{
    if (acceptButton().isEnabled())
        Q_EMIT copyRequested();
}

void CompareDialog::showStatus(const ComparisonStatus &status)
{
    if (status == m_status)
        return;
    const bool hadFocus = m_stop->hasFocus() || m_repeat->hasFocus();
    m_status = status;
    retranslate();
    showProgress();
    showTable();
    if (hadFocus) // the other one has taken its place
        (m_status.isRunning ? m_stop : m_repeat)->setFocus();
}

void CompareDialog::showProgress()
{
    m_progress->setVisible(m_status.isRunning);
    m_progressText->setVisible(m_status.isRunning);
    m_progress->setMaximum(m_status.repositories);
    m_progress->setValue(m_status.done);
    m_progressText->setText(m_status.progress);
    m_stop->setVisible(m_status.isRunning);
    m_repeat->setVisible(!m_status.isRunning);
}

void CompareDialog::showTable()
{
    const bool hasRows = m_table->model() != nullptr && m_table->model()->rowCount() > 0;
    m_stack->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_nothing);
}

void CompareDialog::retranslate()
{
    setWindowTitle(tr("Compare tags"));
    m_title->setText(printable(m_status.title));
    m_route->setText(printable(m_status.route));
    m_notes->setText(printableLines(m_status.notes.join(u'\n')));
    m_notes->setVisible(!m_status.notes.isEmpty());
    m_counts->setText(m_status.counts);
    m_counts->setVisible(!m_status.counts.isEmpty());
    m_nothing->setText(m_status.nothing);
    m_showAll->setText(tr("Show &all tags, also those that are the same"));
    m_stop->setText(tr("Stop"));
    m_progress->setAccessibleName(tr("Progress of the comparison"));
    m_repeat->setText(tr("Compare again"));
    //: Button: shows what would be sent to copy the tags that the destination does not have
    acceptButton().setText(tr("Copy the missing ones…"));
    const bool canCopy = m_status.copies > 0 && m_status.whyNoCopy.isEmpty();
    acceptButton().setEnabled(canCopy);
    acceptButton().setToolTip(m_status.whyNoCopy);
    acceptButton().setAccessibleDescription(m_status.whyNoCopy);
}
