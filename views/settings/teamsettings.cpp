#include "teamsettings.h"

#include "accountsetup.h"
#include "widgetparts.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <initializer_list>

using namespace Qt::StringLiterals;

TeamSettings::TeamSettings(QWidget *parent)
    : QObject(parent),
      m_line(makeHairline(Qt::Horizontal, parent)),
      m_title(makeSectionTitle(parent)),
      m_databaseLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_database(makeAddressEdit(u"teamDatabase"_s, parent)),
      m_problem(
          makeWrappedLabel(u"teamProblem"_s, TextStyle::Secondary, QPalette::WindowText, parent)),
      m_note(makeHint(parent)),
      m_hint(makeHint(parent))
{
    m_databaseLabel->setBuddy(m_database);
    m_problem->setTextFormat(Qt::PlainText);
    m_note->hide();
    for (QWidget *part : std::initializer_list<QWidget *>{m_line, m_title, m_databaseLabel,
                                                          m_database, m_problem, m_hint})
        part->hide();
    retranslate();
}

void TeamSettings::addTo(QFormLayout &form)
{
    // Not in the form's columns: an address needs more room than a number.
    auto *fields = new QHBoxLayout;
    fields->setSpacing(form.horizontalSpacing());
    fields->addWidget(m_databaseLabel);
    fields->addWidget(m_database, 1);
    form.addRow(m_line);
    form.addRow(m_title);
    form.addRow(fields);
    form.addRow(m_problem);
    form.addRow(m_note);
    form.addRow(m_hint);
}

void TeamSettings::offer()
{
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_line, m_title, m_databaseLabel, m_database, m_hint})
        part->show();
}

void TeamSettings::showDatabase(const QString &database)
{
    m_kept = database;
    m_database->setText(m_given.isEmpty() ? database : m_given);
}

void TeamSettings::showCommandLine(const QString &database)
{
    m_given = database;
    m_database->setEnabled(database.isEmpty());
    m_note->setVisible(!database.isEmpty());
}

void TeamSettings::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString TeamSettings::database() const
{
    return m_given.isEmpty() ? m_database->text().trimmed() : m_kept;
}

void TeamSettings::retranslate()
{
    //: Title of a part of the settings: what a collector keeps in a database for all of a team
    m_title->setText(tr("The team's history"));
    m_databaseLabel->setText(tr("Data&base"));
    //: In the empty field of a database
    m_database->setPlaceholderText(tr("none: this window asks the registries"));
    nameClearButton(*m_database, tr("Clear the text"));
    m_note->setText(setByOptionText(u"--history"_s));
    m_hint->setText(tr("Such as postgresql://viewer@db.example/dashboard. The window then shows "
                       "what “sync-dashboard collect” writes there, and needs no access key. The "
                       "password belongs in ~/.pgpass or PGPASSFILE."));
}
