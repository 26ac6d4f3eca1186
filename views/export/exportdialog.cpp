#include "exportdialog.h"

#include "manualplace.h"
#include "savedialog.h"
#include "theme.h"
#include "widgetparts.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int exportWidth = 560;
constexpr int progressParts = 1'000;

constexpr std::array rowFormats = {RowFormat::Csv, RowFormat::Json, RowFormat::Ndjson,
                                   RowFormat::Markdown};

QString formatName(RowFormat format)
{
    switch (format) {
    case RowFormat::Csv:
        return ExportDialog::tr("CSV, for spreadsheets");
    case RowFormat::Json:
        return ExportDialog::tr("JSON, with what the rows cover");
    case RowFormat::Ndjson:
        return ExportDialog::tr("NDJSON, an object a line");
    case RowFormat::Markdown:
        return ExportDialog::tr("Markdown, a table for a ticket");
    }
    return {};
}

QRadioButton *makeRadio(const QString &objectName, QButtonGroup &group, QWidget *parent)
{
    auto *radio = new QRadioButton(parent);
    radio->setObjectName(objectName);
    group.addButton(radio);
    return radio;
}

QVBoxLayout *makeColumn(std::initializer_list<QWidget *> widgets)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    for (QWidget *widget : widgets)
        column->addWidget(widget);
    return column;
}

} // namespace

ExportDialog::ExportDialog(const ExportOffer &offer, QWidget *parent)
    : DialogFrame(u"exportDialog"_s, parent),
      m_offer(offer),
      m_form(new QWidget(this)),
      m_coverage(
          makeWrappedLabel(u"exportCoverage"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_rowsLabel(makeLabel(TextStyle::Body, QPalette::WindowText, m_form)),
      m_columnsLabel(makeLabel(TextStyle::Body, QPalette::WindowText, m_form)),
      m_formatLabel(makeLabel(TextStyle::Body, QPalette::WindowText, m_form)),
      m_format(new QComboBox(m_form)),
      m_fileLabel(makeLabel(TextStyle::Body, QPalette::WindowText, m_form)),
      m_file(new QLineEdit(m_form)),
      m_choose(makeButton(u"exportChoose"_s, nullptr, m_form)),
      m_hint(makeHint(this)),
      m_progress(new QProgressBar(this)),
      m_progressText(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_result(makeWrappedLabel(u"exportResult"_s, TextStyle::Body, QPalette::WindowText, this))
{
    auto *rows = new QButtonGroup(this);
    m_allRows = makeRadio(u"exportAllRows"_s, *rows, m_form);
    m_selectedRows = makeRadio(u"exportSelectedRows"_s, *rows, m_form);
    m_selectedRows->setVisible(m_offer.selected > 1);
    (m_offer.selected > 1 ? m_selectedRows : m_allRows)->setChecked(true);
    auto *columns = new QButtonGroup(this);
    m_tableColumns = makeRadio(u"exportTableColumns"_s, *columns, m_form);
    m_allFields = makeRadio(u"exportAllFields"_s, *columns, m_form);
    m_tableColumns->setChecked(true);
    m_format->setObjectName(u"exportFormat"_s);
    for (const RowFormat format : rowFormats)
        m_format->addItem(QString(), static_cast<int>(format));
    m_file->setObjectName(u"exportFile"_s);
    m_file->setText(QDir(m_offer.folder).filePath(u"tasks."_s + suffixOf(RowFormat::Csv)));
    m_formatLabel->setBuddy(m_format);
    m_fileLabel->setBuddy(m_file);

    auto *file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_rowsLabel, makeColumn({m_allRows, m_selectedRows}));
    form->addRow(m_columnsLabel, makeColumn({m_tableColumns, m_allFields}));
    form->addRow(m_formatLabel, m_format);
    form->addRow(m_fileLabel, file);
    m_progress->setObjectName(u"exportProgress"_s);
    m_progress->setRange(0, progressParts);
    m_progress->setTextVisible(false);

    content().setSpacing(12);
    content().addWidget(m_coverage);
    content().addWidget(m_form);
    content().addWidget(m_hint);
    content().addWidget(m_progress);
    content().addWidget(m_progressText);
    content().addWidget(m_result);
    content().addStretch(1);
    QDialogButtonBox *buttons = makeButtons(u"exportStart"_s, QDialogButtonBox::Cancel);
    m_leave = buttons->button(QDialogButtonBox::Cancel);
    m_leave->setObjectName(u"exportLeave"_s);
    content().addWidget(buttons);
    connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::onEdited);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    setFixedWidth(exportWidth);
    setManualPlace(*this, {.page = u"window"_s, .anchor = u"export"_s});
    m_result->hide();
    setPhase(Phase::Choosing);
    retranslate();
}

QString ExportDialog::suffixOf(RowFormat format)
{
    switch (format) {
    case RowFormat::Csv:
        return u"csv"_s;
    case RowFormat::Json:
        return u"json"_s;
    case RowFormat::Ndjson:
        return u"ndjson"_s;
    case RowFormat::Markdown:
        return u"md"_s;
    }
    return {};
}

RowFormat ExportDialog::format() const
{
    return static_cast<RowFormat>(m_format->currentData().toInt());
}

void ExportDialog::setPhase(Phase phase)
{
    m_phase = phase;
    m_form->setEnabled(phase == Phase::Choosing);
    m_hint->setVisible(phase == Phase::Choosing);
    m_progress->setVisible(phase == Phase::Running);
    m_progressText->setVisible(phase == Phase::Running);
    acceptButton().setVisible(phase == Phase::Choosing);
    m_leave->setEnabled(true);
    onEdited();
    retranslate();
}

/// The name's ending follows the format, where it is that of another format.
void ExportDialog::followFormat()
{
    const QFileInfo file(m_file->text());
    for (const RowFormat other : rowFormats) {
        if (file.suffix() == suffixOf(other)) {
            const QString name = file.completeBaseName() + u'.' + suffixOf(format());
            m_file->setText(QDir(file.path()).filePath(name));
            break;
        }
    }
    retranslate();
}

void ExportDialog::chooseFile()
{
    askWhereToSave(this, this, tr("Export rows"), m_file->text(),
                   {{.name = formatName(format()), .suffix = suffixOf(format())}},
                   [this](const SaveTarget &target) {
                       m_confirmed = target.path;
                       m_file->setText(target.path);
                   });
}

void ExportDialog::onEdited()
{
    const QString name = m_file->text().trimmed();
    acceptButton().setEnabled(!name.isEmpty());
    if (m_phase == Phase::Choosing && name != m_confirmed && QFileInfo(name).isFile())
        showResult(tr("This file exists. It will be replaced."), false);
    else if (m_phase == Phase::Choosing)
        m_result->hide();
}

void ExportDialog::accept()
{
    if (m_phase != Phase::Choosing || !acceptButton().isEnabled())
        return;
    // What is being written keeps nobody from the window.
    hide();
    setWindowModality(Qt::NonModal);
    showProgress(0, 0);
    setPhase(Phase::Running);
    m_result->hide();
    show();
    m_leave->setFocus();
    Q_EMIT exportRequested({.isSelection = m_selectedRows->isChecked(),
                            .areAllFields = m_allFields->isChecked(),
                            .format = format(),
                            .path = QFileInfo(m_file->text().trimmed()).absoluteFilePath()});
}

void ExportDialog::reject()
{
    if (m_phase != Phase::Running)
        return DialogFrame::reject();
    m_leave->setEnabled(false);
    m_progressText->setText(tr("Stopping…"));
    Q_EMIT stopRequested();
}

void ExportDialog::showProgress(qint64 done, qint64 all)
{
    m_progress->setValue(all > 0 ? static_cast<int>(done * progressParts / all) : 0);
    if (!m_leave->isEnabled())
        return;
    const QLocale locale;
    m_progressText->setText(
        //: %1 of %2 rows were written
        tr("%1 of %2 rows").arg(locale.toString(done), locale.toString(all)));
}

void ExportDialog::showWritten(const QString &text)
{
    setPhase(Phase::Written);
    m_coverage->hide();
    m_form->hide();
    showResult(text, false);
    adjustSize();
}

void ExportDialog::showFault(const QString &text)
{
    setPhase(Phase::Choosing);
    showResult(text, true);
    m_file->setFocus();
}

void ExportDialog::showResult(const QString &text, bool isFault)
{
    QPalette colours = palette();
    if (isFault)
        colours.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, palette()));
    m_result->setPalette(colours);
    m_result->setText(text);
    m_result->show();
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export rows"));
    m_coverage->setText(m_offer.coverage);
    m_rowsLabel->setText(tr("Rows"));
    m_allRows->setText(tr("All %Ln row(s) shown", nullptr, m_offer.shown));
    m_selectedRows->setText(tr("The %Ln selected row(s)", nullptr, m_offer.selected));
    m_columnsLabel->setText(tr("Columns"));
    m_tableColumns->setText(tr("As in the table"));
    m_allFields->setText(tr("All fields, as the command “list” prints them"));
    m_formatLabel->setText(tr("Fo&rmat"));
    for (int i = 0; i < m_format->count(); ++i)
        m_format->setItemText(i, formatName(rowFormats.at(static_cast<std::size_t>(i))));
    m_fileLabel->setText(tr("&File"));
    m_choose->setText(tr("Choose…"));
    m_hint->setText(format() == RowFormat::Csv
                        ? tr("A cell that a spreadsheet would take for a formula (= + - @) begins "
                             "with an apostrophe.")
                        : QString());
    m_hint->setVisible(m_phase == Phase::Choosing && !m_hint->text().isEmpty());
    acceptButton().setText(tr("Export"));
    m_leave->setText(m_phase == Phase::Running   ? tr("Stop")
                     : m_phase == Phase::Written ? tr("Close")
                                                 : tr("Cancel"));
}
