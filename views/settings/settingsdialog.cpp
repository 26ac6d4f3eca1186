#include "settingsdialog.h"

#include "networksettings.h"
#include "notificationsettings.h"
#include "widgetparts.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 520;
constexpr int numberWidth = 120;

template<typename SpinBox, typename Number>
SpinBox *makeSpinBox(const QString &name, Number least, Number most, QWidget *parent)
{
    auto *box = new SpinBox(parent);
    box->setObjectName(name);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setAlignment(Qt::AlignRight);
    box->setFixedWidth(numberWidth);
    box->setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    return box;
}

} // namespace

SettingsDialog::SettingsDialog(QWidget *parent) : DialogFrame(u"settingsDialog"_s, parent)
{
    setAttribute(Qt::WA_DeleteOnClose, false); // the window keeps it
    m_historyTitle = makeSectionTitle(this);
    m_daysLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_days = makeSpinBox<QSpinBox>(u"historyDays"_s, Preferences::fewestDays, Preferences::mostDays,
                                   this);
    m_megabytesLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_megabytes = makeSpinBox<QSpinBox>(u"historyMegabytes"_s, Preferences::fewestMegabytes,
                                        Preferences::mostMegabytes, this);
    m_megabytes->setSingleStep(100);
    m_historyHint = makeHint(this);
    m_requestsTitle = makeSectionTitle(this);
    m_requestsLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_requests = makeSpinBox<QSpinBox>(u"restRequests"_s, Preferences::fewestRequests,
                                       Preferences::mostRequests, this);
    m_requests->setSingleStep(10);
    m_requestsHint = makeHint(this);
    m_stuckTitle = makeSectionTitle(this);
    m_factorLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_factor = makeSpinBox<QDoubleSpinBox>(u"stuckFactor"_s, Preferences::leastFactor,
                                           Preferences::largestFactor, this);
    m_factor->setDecimals(1);
    m_factor->setSingleStep(0.5);
    m_stuckHint = makeHint(this);
    m_network = new NetworkSettings(this);
    m_notifications = new NotificationSettings(this);
    m_defaults = makeButton(u"settingsDefaults"_s, nullptr, this);
    layOut();
    connect(m_defaults, &QPushButton::clicked, this, [this] { showPreferences({}); });
    retranslate();
}

void SettingsDialog::layOut()
{
    m_daysLabel->setBuddy(m_days);
    m_megabytesLabel->setBuddy(m_megabytes);
    m_requestsLabel->setBuddy(m_requests);
    m_factorLabel->setBuddy(m_factor);
    m_page = new QWidget;
    fillWithPanel(*m_page);
    m_form = new QFormLayout(m_page);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->addRow(m_historyTitle);
    m_form->addRow(m_daysLabel, m_days);
    m_form->addRow(m_megabytesLabel, m_megabytes);
    m_form->addRow(m_historyHint);
    m_form->addRow(makeHairline(Qt::Horizontal, this));
    m_form->addRow(m_requestsTitle);
    m_form->addRow(m_requestsLabel, m_requests);
    m_form->addRow(m_requestsHint);
    m_form->addRow(makeHairline(Qt::Horizontal, this));
    m_network->addTo(*m_form);
    m_form->addRow(makeHairline(Qt::Horizontal, this));
    m_form->addRow(m_stuckTitle);
    m_form->addRow(m_factorLabel, m_factor);
    m_form->addRow(m_stuckHint);
    m_form->addRow(makeHairline(Qt::Horizontal, this));
    m_notifications->addTo(*m_form);
    m_scroll = makePageScroll(m_page, this);
    content().setSpacing(16);
    content().addWidget(m_scroll);
    QDialogButtonBox *buttons = makeButtons(u"settingsOk"_s, QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"settingsCancel"_s);
    buttons->addButton(m_defaults, QDialogButtonBox::ResetRole);
    content().addWidget(buttons);
}

void SettingsDialog::showPreferences(const Preferences &preferences)
{
    m_days->setValue(preferences.historyDays);
    m_megabytes->setValue(preferences.historyMegabytes);
    m_requests->setValue(preferences.restRequests);
    m_factor->setValue(preferences.stuckFactor);
    m_network->showValues(preferences.proxy, preferences.caFile);
    m_notifications->showRule(preferences.watch);
    showProblem({});
}

Preferences SettingsDialog::chosen() const
{
    return {.historyDays = m_days->value(),
            .historyMegabytes = m_megabytes->value(),
            .restRequests = m_requests->value(),
            .stuckFactor = m_factor->value(),
            .watch = m_notifications->chosen(),
            .proxy = m_network->proxy(),
            .caFile = m_network->caFile()};
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    //: Title of a part of the settings: tasks that were seen, kept on this machine
    m_historyTitle->setText(tr("History on this machine"));
    m_daysLabel->setText(tr("&Keep tasks for"));
    //: Behind a number
    m_days->setSuffix(tr(" days"));
    m_megabytesLabel->setText(tr("Use at &most"));
    m_megabytes->setSuffix(tr(" MB"));
    m_historyHint->setText(tr("Older tasks are forgotten here, the oldest finished ones first. The "
                              "registry keeps its own list."));
    //: Title of a part of the settings: how often the registry is asked
    m_requestsTitle->setText(tr("Requests to the registry"));
    m_requestsLabel->setText(tr("At &rest at most"));
    //: Behind a number of requests
    m_requests->setSuffix(tr(" a minute"));
    m_requestsHint->setText(
        tr("For each account, while nothing is loaded and nobody refreshes. With "
           "many instances each is read less often; the foot says how often."));
    m_stuckTitle->setText(tr("Stuck tasks"));
    m_factorLabel->setText(tr("&Longer than usual by"));
    //: Behind a number: so many times the usual duration
    m_factor->setSuffix(tr(" times"));
    m_stuckHint->setText(tr("A task is stuck when it runs or waits for this many times what 95 % "
                            "of the done tasks of its route took, and for 10 minutes at least."));
    m_network->retranslate();
    m_notifications->retranslate();
    acceptButton().setText(tr("OK"));
    m_defaults->setText(tr("Defaults"));
}

void SettingsDialog::setCheck(std::function<QString(const Preferences &)> check)
{
    m_check = std::move(check);
}

void SettingsDialog::showProblem(const QString &problem)
{
    m_network->showProblem(problem);
    if (!isVisible())
        return;
    fit();
    if (!problem.isEmpty())
        m_scroll->ensureWidgetVisible(&m_network->problemLabel());
}

void SettingsDialog::accept()
{
    if (const QString problem = m_check ? m_check(chosen()) : QString(); !problem.isEmpty())
        return showProblem(problem);
    DialogFrame::accept();
    Q_EMIT preferencesChosen(chosen());
}

/// Shows every hint whole, where the screen has room for it: of itself, a dialog takes no more than
/// two thirds.
void SettingsDialog::fit()
{
    constexpr int titleHeight = 40; // of the frame that the desktop puts around it
    constexpr int scrollMargin = 12;
    const QMargins margins = content().contentsMargins();
    const int pageWidth = dialogWidth - margins.left() - margins.right();
    m_form->setContentsMargins(0, 0, 0, 0);
    const int page = m_form->totalHeightForWidth(pageWidth);
    m_scroll->setFixedHeight(page);
    const int whole = layout()->totalSizeHint().height();
    const int over = std::max(whole + titleHeight - screen()->availableGeometry().height(), 0);
    if (over > 0)
        m_form->setContentsMargins(0, 0, scrollMargin, 0);
    m_scroll->setFixedHeight(page - over);
    setFixedSize(dialogWidth, whole - over);
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    fit();
    DialogFrame::showEvent(event);
}

void SettingsDialog::changeEvent(QEvent *event)
{
    DialogFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fit(); // the hints may need another line
}
