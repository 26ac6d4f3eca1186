#include "keyaccountview.h"

#include "theme.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

constexpr int outcomeWidth = 16;
constexpr int sectionGap = 6;
constexpr int keyNameWidth = 190;

SyncTaskStatus colourOf(KeyPlaceLine::Outcome outcome)
{
    switch (outcome) {
    case KeyPlaceLine::Outcome::Used:
        return SyncTaskStatus::Success;
    case KeyPlaceLine::Outcome::Failed:
        return SyncTaskStatus::Error;
    case KeyPlaceLine::Outcome::PassedOver:
        break;
    }
    return SyncTaskStatus::Canceled;
}

} // namespace

KeyAccountView::KeyAccountView(const KeyAccount &account, QWidget *parent)
    : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(u"keyAccount"_s);
    setAccessibleName(account.title);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, outcomeWidth);
    m_grid->setColumnMinimumWidth(1, keyNameWidth);
    m_grid->setColumnStretch(2, 1);
    QWidget *title = makeText(account.title, tr("Account"));
    title->setObjectName(u"keyAccountTitle"_s);
    title->setFont(boldFont());
    m_grid->addWidget(title, 0, 0, 1, 3);
    addProblem(account);
    addFacts(account);
    addPlaces(account);
}

QFont KeyAccountView::boldFont() const
{
    QFont bold = textFont(TextStyle::Body, font());
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QWidget *KeyAccountView::makeText(const QString &text, const QString &accessibleName)
{
    auto *label = new WrappedText(this);
    label->setFocusPolicy(Qt::StrongFocus);
    label->setAccessibleName(accessibleName);
    label->showText(text);
    return label;
}

void KeyAccountView::addSign(KeyPlaceLine::Outcome outcome, int row)
{
    QLabel *sign = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    sign->setText(signOf(outcome));
    QPalette colours = sign->palette();
    colours.setColor(QPalette::WindowText, statusText(colourOf(outcome), palette()));
    sign->setPalette(colours);
    m_grid->addWidget(sign, row, 0, Qt::AlignTop | Qt::AlignHCenter);
}

void KeyAccountView::addProblem(const KeyAccount &account)
{
    if (account.problem.isEmpty())
        return;
    const int row = m_grid->rowCount();
    addSign(KeyPlaceLine::Outcome::Failed, row);
    QWidget *problem = makeText(account.problem, tr("What happened"));
    problem->setObjectName(u"keyProblem"_s);
    problem->setFont(boldFont());
    m_grid->addWidget(problem, row, 1, 1, 2);
    if (!account.whatToDo.isEmpty())
        m_grid->addWidget(makeText(account.whatToDo, tr("What to do")), row + 1, 1, 1, 2);
}

void KeyAccountView::addFacts(const KeyAccount &account)
{
    for (const KeyFact &fact : account.facts) {
        const int row = m_grid->rowCount();
        auto *name = makeWrappedLabel({}, TextStyle::Body, QPalette::PlaceholderText, this);
        name->setText(fact.name);
        m_grid->addWidget(name, row, 0, 1, 2, Qt::AlignTop);
        m_grid->addWidget(makeText(fact.value, fact.name), row, 2);
    }
}

void KeyAccountView::addPlaces(const KeyAccount &account)
{
    if (account.places.empty())
        return;
    QLabel *title = makeSectionTitle(this);
    title->setText(tr("Looked for in this order"));
    m_grid->setRowMinimumHeight(m_grid->rowCount(), sectionGap);
    m_grid->addWidget(title, m_grid->rowCount(), 0, 1, 3);
    for (const KeyPlaceLine &line : account.places) {
        const int row = m_grid->rowCount();
        addSign(line.outcome, row);
        auto *place = makeWrappedLabel({}, TextStyle::Body, QPalette::WindowText, this);
        place->setText(line.place);
        m_grid->addWidget(place, row, 1, Qt::AlignTop);
        m_grid->addWidget(makeText(line.reason, line.place), row, 2);
    }
}
