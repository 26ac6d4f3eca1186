#include "reportpresenter.h"

#include "messagebar.h"
#include "reportdocument.h"
#include "savedfile.h"

#include <QAction>
#include <QGuiApplication>

#include <utility>

using namespace Qt::StringLiterals;

ReportPresenter::ReportPresenter(Source source, MessageBar &messageBar, QAction &action,
                                 QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_messageBar(messageBar)
{
    connect(&action, &QAction::triggered, this, &ReportPresenter::save);
}

void ReportPresenter::save()
{
    const QString path = askWhereToSave(m_messageBar.window(), tr("Save a report"), u"report"_s,
                                        {{.name = tr("PDF document"), .suffix = u"pdf"_s},
                                         {.name = tr("Web page"), .suffix = u"html"_s}});
    if (path.isEmpty())
        return;
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    const PeriodReport report = makeReport(m_source());
    const QByteArray bytes = path.endsWith(u".html"_s) ? reportHtml(report) : reportPdf(report);
    QGuiApplication::restoreOverrideCursor();
    saveAndTell(path, bytes, m_messageBar);
}
