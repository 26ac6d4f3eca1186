#include "taskpanefoot.h"

#include "actiontext.h"
#include "dashboardlink.h"
#include "displaytext.h"
#include "focusgroup.h"
#include "glyphbutton.h"
#include "rawreply.h"
#include "replydialog.h"
#include "spreadsheetcell.h"
#include "taskreport.h"
#include "theme.h"
#include "vendortools.h"
#include "widgetparts.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int sideMargin = 16;
constexpr int footLineGap = 6;

InstanceRef instanceOf(const ImageRef &image)
{
    return {.regionId = image.regionId, .instanceId = image.instanceId};
}

bool hasConsole(const ImageRef &image)
{
    return !image.regionId.isEmpty() && !image.instanceId.isEmpty();
}

} // namespace

TaskPaneFoot::TaskPaneFoot(QWidget *parent)
    : QWidget(parent),
      m_allow(makeButton(u"allowChanges"_s, "link", this)),
      m_retry(makeButton(u"retryTask"_s, nullptr, this)),
      m_cancel(makeButton(u"cancelTask"_s, nullptr, this)),
      m_compare(makeButton(u"compareTask"_s, nullptr, this)),
      m_copy(new GlyphButton(Glyph::None, this)),
      m_console(new GlyphButton(Glyph::None, this))
{
    makeFocusGroup(*this);
    m_copy->setObjectName(u"copyTask"_s);
    m_copy->setMenu(makeCopyMenu());
    m_console->setObjectName(u"openConsole"_s);
    m_console->setMenu(makeConsoleMenu());

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, Metrics::padding - footLineGap, 0, 0);
    buttons->setSpacing(8);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_compare);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_console);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(sideMargin, 0, sideMargin, Metrics::padding);
    layout->setSpacing(footLineGap);
    layout->addWidget(makeHairline(Qt::Horizontal, this));
    layout->addLayout(buttons);
    layout->addWidget(m_allow, 0, Qt::AlignLeft);
    m_allow->hide();
    connect(m_allow, &QPushButton::clicked, this, &TaskPaneFoot::changesWanted);
    connect(m_retry, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(ActionKind::Retry); });
    connect(m_cancel, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(ActionKind::Cancel); });
    connect(m_compare, &QPushButton::clicked, this, &TaskPaneFoot::comparisonRequested);
    retranslate();
}

QMenu *TaskPaneFoot::makeCopyMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &objectName, std::function<QString()> text) {
        QAction *action = menu->addAction(QString(), this, [textOf = std::move(text)] {
            QGuiApplication::clipboard()->setText(textOf());
        });
        action->setObjectName(objectName);
        return action;
    };
    m_copyTaskId = add(u"actionCopyTaskId"_s, [this] { return spreadsheetText(m_task.id); });
    m_copyLink = add(u"actionCopyLink"_s, [this] {
        return writeLink(LinkedTask{.instanceId = m_listedBy.instanceId, .taskId = m_task.id});
    });
    m_copySource =
        add(u"actionCopySource"_s, [this] { return spreadsheetText(m_task.imageFrom.path()); });
    m_copyDestination =
        add(u"actionCopyDestination"_s, [this] { return spreadsheetText(m_task.imageTo.path()); });
    menu->addSeparator();
    m_copyCommand =
        add(u"actionCopyCommand"_s, [this] { return taskCommandLine(m_listedBy, m_task.id); });
    m_copyReply = add(u"actionCopyReply"_s, [this] { return rawReply(); });
    m_copyAll = add(u"actionCopyAll"_s,
                    [this] { return taskReport(m_task, m_ruleName, m_detail, m_digests, m_now); });
    menu->addSeparator();
    m_showReply = menu->addAction(QString(), this, &TaskPaneFoot::showReply);
    m_showReply->setObjectName(u"actionShowReply"_s);
    return menu;
}

QMenu *TaskPaneFoot::makeConsoleMenu()
{
    auto *menu = new QMenu(this);
    m_openSource = menu->addAction(
        QString(), this, [this] { Q_EMIT consoleRequested(instanceOf(m_task.imageFrom)); });
    m_openSource->setObjectName(u"actionOpenSource"_s);
    m_openDestination = menu->addAction(
        QString(), this, [this] { Q_EMIT consoleRequested(instanceOf(m_task.imageTo)); });
    m_openDestination->setObjectName(u"actionOpenDestination"_s);
    return menu;
}

QString TaskPaneFoot::rawReply() const
{
    return m_detail ? rawReplyText(m_detail->reply) : QString();
}

void TaskPaneFoot::showReply()
{
    (new ReplyDialog(m_task.id, rawReply(), window()))->show();
}

void TaskPaneFoot::showTask(const SyncTask &task, const InstanceRef &listedBy,
                            const QString &ruleName, const TimeContext &now)
{
    m_task = task;
    m_listedBy = listedBy;
    m_ruleName = ruleName;
    m_now = now;
    m_openSource->setEnabled(hasConsole(task.imageFrom));
    m_openDestination->setEnabled(hasConsole(task.imageTo));
    m_compare->setVisible(task.imageFrom.namesRepository() && task.imageTo.namesRepository());
    m_console->setVisible(m_openSource->isEnabled() || m_openDestination->isEnabled());
}

void TaskPaneFoot::showDetail(const std::optional<SyncTaskDetail> &detail)
{
    m_detail = detail;
    // Only what came can be shown as it came.
    const bool hasReply = detail && !detail->reply.isEmpty();
    m_copyReply->setVisible(hasReply);
    m_showReply->setVisible(hasReply);
}

void TaskPaneFoot::showOffers(const ActionOffers &offers)
{
    m_offers = offers;
    const auto show = [](QPushButton &button, std::optional<ActionDisabledReason> disabledReason,
                         bool makesSense) {
        button.setVisible(makesSense);
        button.setEnabled(disabledReason == ActionDisabledReason::None);
        QString why = disabledReasonText(disabledReason.value_or(ActionDisabledReason::None));
        if (disabledReason == ActionDisabledReason::ReadOnly)
            why = sentencesText(why, tr("Turn on “Allow changes in the registry” in the ☰ menu."));
        button.setToolTip(why);
        button.setAccessibleDescription(why);
    };
    show(*m_retry, offers.retry,
         offers.retry && offers.retry != ActionDisabledReason::StillRunning &&
             offers.retry != ActionDisabledReason::Succeeded);
    show(*m_cancel, offers.cancel,
         offers.cancel && offers.cancel != ActionDisabledReason::AlreadyFinished);
    m_allow->setVisible(offers.retry == ActionDisabledReason::ReadOnly ||
                        offers.cancel == ActionDisabledReason::ReadOnly);
}

void TaskPaneFoot::retranslate()
{
    //: Link below the buttons that change the registry, while they may not
    m_allow->setText(tr("Read-only · allow changes"));
    //: Button: copy the image of a failed task again, after a preview
    m_retry->setText(tr("Retry…"));
    //: Button: stop a running task, after a preview
    m_cancel->setText(tr("Cancel…"));
    //: Button: which tags of the repository the destination does not have
    m_compare->setText(tr("Compare…"));
    m_compare->setToolTip(tr("Compare the tags of the repository at both ends (Ctrl+D)"));
    showOffers(ActionOffers(m_offers));
    m_copy->setText(tr("Copy"));
    m_copyTaskId->setText(tr("Task id"));
    //: Menu: copies a link that opens this program at the task
    m_copyLink->setText(tr("Link to the task"));
    m_copySource->setText(tr("Source image"));
    m_copyDestination->setText(tr("Destination image"));
    //: Menu: copies "aliyun cr GetRepoSyncTask …"
    m_copyCommand->setText(tr("Command line (aliyun)"));
    //: Menu: copies the registry's reply as it came
    m_copyReply->setText(tr("Raw reply (JSON)"));
    m_copyAll->setText(tr("Everything as text"));
    m_showReply->setText(tr("Show the raw reply…"));
    //: Button with a menu: open a page of the vendor's web console
    m_console->setText(tr("Console"));
    m_console->setToolTip(tr("Open the instance in the registry's web console"));
    m_openSource->setText(tr("Source instance"));
    m_openDestination->setText(tr("Destination instance"));
}

void TaskPaneFoot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
