#include "instancestatuspanel.h"

#include "boarddelegate.h"
#include "boardtable.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "freshness.h"
#include "instancestatuscolumns.h"
#include "liststatustext.h"
#include "theme.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int panelWidth = 960;
constexpr int panelMargin = 8;
constexpr int mostRows = 14;
constexpr int fewestRows = 3;
constexpr int leastInstanceWidth = 160;

} // namespace

InstanceStatusPanel::InstanceStatusPanel(QWidget *parent)
    : QFrame(parent, Qt::Popup),
      m_table(new BoardTable(u"instanceStatusTable"_s, new BoardDelegate,
                             BoardTable::widthsOf(instanceStatusColumns()), this)),
      m_title(makeSectionTitle(this)),
      m_happened(new WrappedText(this)),
      m_whatToDo(new WrappedText(this)),
      m_technical(new WrappedText(this)),
      m_copy(makeButton(u"copyInstanceError"_s, "link", this)),
      m_retry(makeButton(u"retryInstance"_s, nullptr, this)),
      m_retryAll(makeButton(u"retryAllInstances"_s, nullptr, this))
{
    setObjectName(u"instanceStatusPanel"_s);
    fillWithPanel(*this);
    m_table->setLeastNameWidth(leastInstanceWidth);
    m_table->setSorting(static_cast<int>(InstanceStatusColumn::State), Qt::AscendingOrder);
    m_table->setModel(&m_model);
    m_happened->setObjectName(u"instanceHappened"_s);
    m_whatToDo->setObjectName(u"instanceWhatToDo"_s);
    m_technical->setObjectName(u"instanceTechnical"_s);
    m_technical->setSecondary(true);
    m_technical->setFont(textFont(TextStyle::Secondary, m_technical->font()));
    QFont bold = m_happened->font();
    bold.setWeight(QFont::DemiBold);
    m_happened->setFont(bold);
    layOut();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &InstanceStatusPanel::showCurrent);
    connect(m_table, &BoardTable::backRequested, this, &QWidget::close);
    connect(m_copy, &QPushButton::clicked, this, &InstanceStatusPanel::copy);
    connect(m_retry, &QPushButton::clicked, this, &InstanceStatusPanel::retryCurrent);
    connect(m_retryAll, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested({}); });
    retranslate();
}

InstanceStatusPanel::~InstanceStatusPanel()
{
    m_table->disconnect(this);
    delete m_table; // before its model
}

void InstanceStatusPanel::layOut()
{
    auto *technicalLine = new QHBoxLayout;
    technicalLine->setSpacing(8);
    technicalLine->addWidget(m_technical, 1);
    technicalLine->addWidget(m_copy, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_happened);
    texts->addWidget(m_whatToDo);
    texts->addLayout(technicalLine);
    auto *detail = new QHBoxLayout;
    detail->setContentsMargins(Metrics::padding, 6, Metrics::padding, 8);
    detail->setSpacing(Metrics::padding);
    detail->addLayout(texts, 1);
    detail->addWidget(m_retry, 0, Qt::AlignBottom);
    detail->addWidget(m_retryAll, 0, Qt::AlignBottom);
    auto *title = new QHBoxLayout;
    title->setContentsMargins(Metrics::padding, 8, Metrics::padding, 4);
    title->addWidget(m_title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(title);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeHairline(Qt::Horizontal, this));
    layout->addLayout(detail);
}

void InstanceStatusPanel::showStatuses(const std::vector<ListStatus> &statuses,
                                       const TimeContext &now)
{
    m_model.showStatuses(statuses, now);
    if (!isVisible())
        return; // a window that is refreshed all day has it closed mostly
    showSummary();
    showCurrent();
}

void InstanceStatusPanel::openOver(const QWidget &foot)
{
    showSummary();
    if (m_model.rowCount() > 0)
        m_table->makeCurrent(0);
    showCurrent();
    const QWidget &window = *foot.window();
    const int width = std::min(panelWidth, window.width() - 2 * panelMargin);
    const int rows = std::clamp(m_model.rowCount(), fewestRows, mostRows);
    const int around = 150; // title, column titles, and what is said of the current one
    // What is behind it stays in sight.
    const int height = std::min(rows * tableRowHeight() + around, window.height() * 3 / 4);
    const QPoint corner = foot.mapToGlobal(QPoint(foot.width() - width - panelMargin, -height - 4));
    setGeometry(QRect(corner, QSize(width, height)));
    show();
    m_table->setFocus(Qt::PopupFocusReason);
}

const ListStatus *InstanceStatusPanel::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model.statuses()[static_cast<std::size_t>(index.row())] : nullptr;
}

void InstanceStatusPanel::showSummary()
{
    const Freshness freshness = freshnessOf(m_model.statuses());
    const QString behind = behindText(freshness);
    m_title->setText(behind.isEmpty() ? tr("%Ln instance(s), all answering", nullptr, freshness.all)
                                      : behind);
}

void InstanceStatusPanel::showCurrent()
{
    const ListStatus *status = current();
    const bool hasError = status && status->error;
    const Advice advice = hasError ? adviceFor(*status->error) : Advice{};
    m_happened->showText(hasError ? advice.happened : status ? stateText(*status) : QString());
    m_whatToDo->showText(advice.whatToDo);
    m_whatToDo->setVisible(!advice.whatToDo.isEmpty());
    m_technical->showText(hasError ? technicalLine(*status->error) : QString());
    m_copy->setVisible(hasError);
    m_retry->setEnabled(status != nullptr);
}

void InstanceStatusPanel::copy() const
{
    if (const ListStatus *status = current(); status && status->error)
        QGuiApplication::clipboard()->setText(fullSubjectText(*status) + u": "_s +
                                              technicalLine(*status->error));
}

void InstanceStatusPanel::retryCurrent()
{
    if (const ListStatus *status = current())
        Q_EMIT retryRequested(InstanceRef(status->instance));
}

void InstanceStatusPanel::retranslate()
{
    setAccessibleName(tr("Instances"));
    m_table->setAccessibleName(tr("Instances"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the error for a ticket"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_retry->setText(tr("Retry"));
    m_retry->setToolTip(tr("Ask this instance again now"));
    m_retryAll->setText(tr("Retry all"));
    m_happened->setAccessibleName(tr("What happened"));
    m_whatToDo->setAccessibleName(tr("What to do"));
    m_technical->setAccessibleName(tr("Code and request id"));
    m_model.retranslate();
    showSummary();
    showCurrent();
}

bool InstanceStatusPanel::event(QEvent *event)
{
    // Before any shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QFrame::event(event);
}

void InstanceStatusPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void InstanceStatusPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void InstanceStatusPanel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(themeColors(palette()).line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}
