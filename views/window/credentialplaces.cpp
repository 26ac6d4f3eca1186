#include "credentialplaces.h"

#include "copyfield.h"
#include "widgetparts.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

CredentialPlaces::CredentialPlaces(QWidget *parent)
    : QWidget(parent),
      m_environment(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_file(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_demo(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    // Names of variables, files and options are the same in every language.
    const auto addPlace = [this, grid](QLabel *label, const QString &place) {
        const int row = grid->rowCount();
        auto *field = new CopyField(u"copyPlace"_s + QString::number(row), this);
        field->showText(place);
        field->setSubject(place);
        if (label != nullptr)
            grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    };
    addPlace(m_environment, u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s);
    addPlace(nullptr, u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s);
    addPlace(m_file, u"~/.aliyun/config.json"_s);
    addPlace(m_demo, u"sync-dashboard --demo"_s);
    retranslate();
}

void CredentialPlaces::retranslate()
{
    m_environment->setText(tr("Environment variables"));
    //: The cloud's own command line program
    m_file->setText(tr("Profile of the aliyun CLI"));
    m_demo->setText(tr("Without any key"));
}
