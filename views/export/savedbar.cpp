#include "savedbar.h"

#include "elidedlabel.h"
#include "glyphbutton.h"
#include "theme.h"
#include "widgetparts.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

SavedBar::SavedBar(QWidget *parent)
    : QWidget(parent),
      m_text(new ElidedLabel(this)),
      m_open(makeButton(u"openSaved"_s, "link", this)),
      m_openFolder(makeButton(u"openSavedFolder"_s, "link", this)),
      m_close(new GlyphButton(Glyph::Close, this))
{
    setObjectName(u"savedBar"_s);
    m_text->setObjectName(u"savedText"_s);
    m_close->setObjectName(u"closeSaved"_s);
    m_close->setProperty("flat", true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 5, 10, 6);
    row->setSpacing(Metrics::padding);
    row->addWidget(m_text);
    row->addWidget(m_open);
    row->addWidget(m_openFolder);
    row->addStretch(1);
    row->addWidget(m_close);
    connect(m_open, &QPushButton::clicked, this,
            [this] { Q_EMIT openRequested(QUrl::fromLocalFile(m_path)); });
    connect(m_openFolder, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath()));
    });
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void SavedBar::showSaved(const QString &path)
{
    showOutcome(path, {});
}

void SavedBar::showFault(const QString &path, const QString &error)
{
    showOutcome(path, error);
}

void SavedBar::showUnopened()
{
    m_isUnopened = true;
    retranslate();
}

void SavedBar::showOutcome(const QString &path, const QString &error)
{
    m_path = path;
    m_error = error;
    m_isUnopened = false;
    m_open->setVisible(error.isEmpty());
    m_openFolder->setVisible(error.isEmpty());
    retranslate();
    setVisible(true);
    update();
}

void SavedBar::retranslate()
{
    const QString shown = QDir::toNativeSeparators(m_path);
    if (m_isUnopened)
        m_text->setText(tr("Saved: %1. The desktop has no program to open it.").arg(shown));
    else if (m_error.isEmpty())
        m_text->setText(tr("Saved: %1").arg(shown));
    else
        //: %1: path of a file, %2: the system's word for why
        m_text->setText(
            tr("%1 could not be written: %2. Choose another folder, or free some space.")
                .arg(shown, m_error));
    setAccessibleName(m_text->text());
    //: Button: opens the file that was saved
    m_open->setText(tr("Open"));
    m_openFolder->setText(tr("Open folder"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
}

void SavedBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SavedBar::paintEvent(QPaintEvent * /*event*/)
{
    const ThemeColors &colors = themeColors(palette());
    const SyncTaskStatus sense =
        m_error.isEmpty() ? SyncTaskStatus::Success : SyncTaskStatus::Error;
    QPainter painter(this);
    painter.fillRect(rect(), m_error.isEmpty() ? colors.window : colors.adviceFill);
    painter.fillRect(QRect(0, 0, 3, height()), statusFill(sense, palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
}
