#include "rulereachview.h"

#include "displaytext.h"
#include "widgetparts.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int leastListHeight = 40;

} // namespace

RuleReachView::RuleReachView(QWidget *parent)
    : QWidget(parent),
      m_title(makeSectionTitle(this)),
      m_headline(makeWrappedLabel(u"reachHeadline"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_note(makeHint(this)),
      m_images(new QListWidget(this)),
      m_warningText(
          makeWrappedLabel(u"ruleWarnings"_s, TextStyle::Secondary, QPalette::WindowText, this))
{
    m_note->setObjectName(u"reachNote"_s);
    m_images->setObjectName(u"reachImages"_s);
    m_images->setFont(fixedFont());
    m_images->setSelectionMode(QAbstractItemView::NoSelection);
    m_images->setUniformItemSizes(true);
    m_images->setMinimumHeight(leastListHeight);
    m_images->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // what room there is
    m_images->setTextElideMode(Qt::ElideMiddle);
    m_images->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_warningText);
    layout->addWidget(m_title);
    layout->addWidget(m_headline);
    layout->addWidget(m_images, 1);
    layout->addWidget(m_note);
    show();
}

void RuleReachView::showNothing()
{
    m_state = State::Nothing;
    show();
}

void RuleReachView::showCounting()
{
    m_state = State::Counting;
    show();
}

void RuleReachView::showReach(const RuleReach &reach, const RuleDraft &draft,
                              const QString &instanceName)
{
    m_state = State::Counted;
    m_reach = reach;
    m_draft = draft;
    m_instanceName = instanceName;
    show();
}

void RuleReachView::showWarnings(const std::vector<RuleWarning> &warnings)
{
    m_warnings = warnings;
    show();
}

QString RuleReachView::headline() const
{
    switch (m_state) {
    case State::Nothing:
        return tr("Write the namespace and valid filters to see what they match.");
    case State::Counting:
        return tr("Counting…");
    case State::Counted:
        break;
    }
    return countedHeadline();
}

QString RuleReachView::countedHeadline() const
{
    const QString place = m_draft.scope == SyncScope::Repo
                              ? m_draft.rule.namespaceName + u'/' + m_draft.rule.repoName
                              : m_draft.rule.namespaceName;
    if (m_reach.inScope == 0)
        //: %1 is a namespace or repository
        return tr("No image of %1 is known").arg(place);
    QStringList parts{tr("%Ln known image(s) match", nullptr, static_cast<int>(m_reach.taken))};
    if (m_reach.perhaps > 0)
        //: images of which an expression matches only a part of the name
        parts << tr("%Ln in part only", nullptr, static_cast<int>(m_reach.perhaps));
    if (m_reach.undecided > 0)
        //: images for which it could not be found out whether an expression matches
        parts << tr("%Ln not decided", nullptr, static_cast<int>(m_reach.undecided));
    const auto left =
        static_cast<int>(m_reach.inScope - m_reach.taken - m_reach.perhaps - m_reach.undecided);
    //: images that a rule would not copy; %1 is a namespace or repository
    parts << tr("%Ln of %1 left out", nullptr, left).arg(place);
    return parts.join(u" · "_s);
}

QString RuleReachView::note() const
{
    if (m_state != State::Counted)
        return {};
    //: %1 is an instance
    QString note = tr("Of %1, this window has seen %Ln image(s) in tasks; there may be others.",
                      nullptr, static_cast<int>(m_reach.known))
                       .arg(m_instanceName);
    if (m_reach.inScope == 0 && !m_reach.namespaces.isEmpty())
        //: %1 is a list of namespaces
        note = sentencesText(note, tr("They are in: %1.").arg(listText(m_reach.namespaces)));
    if (m_reach.perhaps > 0)
        note = sentencesText(tr("Whether a part of the name is enough is not documented: ^ at the "
                                "beginning and $ at the end leave no doubt."),
                             note);
    if (m_reach.undecided > 0)
        note = sentencesText(tr("The regular expression takes too many steps over some names: "
                                "avoid a repetition inside a repetition, as in (a+)+."),
                             note);
    if (m_draft.rule.trigger == TaskTrigger::Passive)
        note = sentencesText(note,
                             tr("By itself it copies only what is pushed after it was created."));
    return note;
}

void RuleReachView::show()
{
    m_title->setText(tr("Dry run"));
    m_headline->setText(headline());
    m_note->setText(note());
    m_images->setAccessibleName(tr("Known images that match"));
    m_images->clear();
    if (m_state == State::Counted) {
        m_images->addItems(m_reach.first);
        const qsizetype others = m_reach.taken + m_reach.perhaps - m_reach.first.size();
        if (others > 0)
            m_images->addItem(tr("… and %Ln more", nullptr, static_cast<int>(others)));
    }
    QStringList warnings;
    for (const RuleWarning &warning : m_warnings)
        warnings << warningText(warning);
    m_warningText->setText(warnings.join(u'\n'));
    m_warningText->setVisible(!warnings.isEmpty());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Pending, palette()));
    m_warningText->setPalette(colors);
}

void RuleReachView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        show();
}
