#include "connectiontestview.h"

#include "theme.h"
#include "widgetparts.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int testSignWidth = 16;

void emptyColumn(QVBoxLayout &column)
{
    while (QLayoutItem *item = column.takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // it may be the one whose signal is being handled
            widget->setObjectName({});
            widget->deleteLater();
        }
        delete item;
    }
}

QVBoxLayout *makeColumn(int spacing)
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

QString signOfLine(TestLine::State state)
{
    switch (state) {
    case TestLine::State::Asking:
        return u"…"_s;
    case TestLine::State::Answered:
        return u"✓"_s;
    case TestLine::State::Failed:
        break;
    }
    return u"✗"_s;
}

SyncTaskStatus colourOfLine(TestLine::State state)
{
    switch (state) {
    case TestLine::State::Asking:
        return SyncTaskStatus::Canceled;
    case TestLine::State::Answered:
        return SyncTaskStatus::Success;
    case TestLine::State::Failed:
        break;
    }
    return SyncTaskStatus::Error;
}

} // namespace

ConnectionTestView::ConnectionTestView(QWidget *parent)
    : QWidget(parent),
      m_test(makeButton(u"testConnection"_s, nullptr, this)),
      m_hint(makeHint(this)),
      m_lines(makeColumn(4)),
      m_instancesTitle(makeSectionTitle(this)),
      m_boxes(makeColumn(4)),
      m_instancesHint(makeHint(this))
{
    m_test->setAutoDefault(false);
    m_test->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_test);
    column->addWidget(m_hint);
    column->addLayout(m_lines);
    column->addSpacing(4);
    column->addWidget(m_instancesTitle);
    column->addLayout(m_boxes);
    column->addWidget(m_instancesHint);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_report.isRunning)
            Q_EMIT stopRequested();
        else
            Q_EMIT testRequested();
    });
    retranslate();
}

void ConnectionTestView::showReport(const TestReport &report)
{
    if (report == m_report)
        return;
    m_report = report;
    fillReport();
    if (!report.lines.empty())
        Q_EMIT reportShown();
}

void ConnectionTestView::showInstances(const std::vector<InstanceChoice> &instances)
{
    if (instances == m_instances)
        return;
    m_instances = instances;
    fillInstances();
}

void ConnectionTestView::showLeftOut(const QStringList &ids)
{
    m_leftOut = ids;
    fillInstances();
}

void ConnectionTestView::fillReport()
{
    QString focused;
    if (const QWidget *link = focusWidget(); link && link->hasFocus())
        focused = link->parentWidget()->objectName();
    emptyColumn(*m_lines);
    m_test->setText(m_report.isRunning ? tr("Stop the test") : tr("Test"));
    for (const QString &identity : std::as_const(m_report.identities)) {
        QLabel *who =
            makeWrappedLabel(u"testIdentity"_s, TextStyle::Body, QPalette::WindowText, this);
        who->setText(identity);
        m_lines->addWidget(who);
    }
    for (const TestLine &line : m_report.lines)
        addLine(line);
    if (const auto *line = focused.isEmpty() ? nullptr : findChild<QWidget *>(focused)) {
        if (auto *link = line->findChild<QPushButton *>(u"testMend"_s))
            link->setFocus();
    }
    Q_EMIT refilled();
}

void ConnectionTestView::addLine(const TestLine &line)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"testRow_"_s + line.subject);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    QLabel *sign = makeLabel(TextStyle::Body, QPalette::WindowText, row);
    sign->setText(signOfLine(line.state));
    sign->setFixedWidth(testSignWidth);
    QPalette colours = sign->palette();
    colours.setColor(QPalette::WindowText, statusText(colourOfLine(line.state), palette()));
    sign->setPalette(colours);
    layout->addWidget(sign, 0, Qt::AlignTop);
    QLabel *text = makeWrappedLabel(u"testLine"_s, TextStyle::Body, QPalette::WindowText, row);
    text->setText(line.subject.isEmpty() ? line.text
                                         //: %1 is a profile and a place, %2 what was found there
                                         : tr("%1: %2").arg(line.subject, line.text));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text, 1);
    if (const QString link = setupLinkText(line.field); !link.isEmpty()) {
        QPushButton *mend = makeButton(u"testMend"_s, "link", row);
        mend->setAutoDefault(false);
        mend->setText(link);
        layout->addWidget(mend, 0, Qt::AlignTop);
        connect(mend, &QPushButton::clicked, this,
                [this, field = line.field] { Q_EMIT fieldRequested(field); });
    }
    m_lines->addWidget(row);
}

void ConnectionTestView::fillInstances()
{
    QString focused;
    if (const QWidget *box = focusWidget(); box && box->hasFocus())
        focused = box->objectName();
    emptyColumn(*m_boxes);
    std::vector<InstanceChoice> shown = m_instances;
    for (const QString &id : std::as_const(m_leftOut)) {
        if (std::ranges::find(shown, id, &InstanceChoice::id) == shown.end())
            shown.push_back({.id = id, .text = id});
    }
    for (const InstanceChoice &instance : shown) {
        QString text = instance.text;
        auto *box = new QCheckBox(text.replace(u'&', u"&&"_s), this);
        box->setObjectName(u"watchInstance_"_s + instance.id);
        explain(*box, instance.text);
        box->setChecked(!m_leftOut.contains(instance.id));
        m_boxes->addWidget(box);
        connect(box, &QCheckBox::clicked, this, [this, id = instance.id](bool isWatched) {
            m_leftOut.removeAll(id);
            if (!isWatched)
                m_leftOut << id;
        });
    }
    m_instancesTitle->setVisible(!shown.empty());
    m_instancesHint->setVisible(!shown.empty());
    if (auto *box = focused.isEmpty() ? nullptr : findChild<QWidget *>(focused))
        box->setFocus();
    Q_EMIT refilled();
}

void ConnectionTestView::retranslate()
{
    m_hint->setText(tr("Asks each region once for its instances, with what this page says now."));
    //: Title over a list of registry instances with a check box each
    m_instancesTitle->setText(tr("Instances that are watched"));
    m_instancesHint->setText(tr("One that is not checked is not read, and its tasks are not "
                                "counted. Instances that are new are watched."));
    fillReport();
    fillInstances();
}
