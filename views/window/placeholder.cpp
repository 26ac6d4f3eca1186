#include "placeholder.h"

#include "copyfield.h"
#include "credentialplaces.h"
#include "erroradvice.h"
#include "keysourcedialog.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 480;    // as wide as the buttons of the first start
constexpr int requestIdWidth = 300; ///< 36 characters of the fixed font, and the button

/// Headline and paragraph of a state that no error explains.
Advice wordsFor(Placeholder::State state, bool hasMore)
{
    using State = Placeholder::State;
    switch (state) {
    case State::Loading:
        return {.happened = Placeholder::tr("Loading the newest tasks …"),
                .whatToDo = Placeholder::tr("The list fills as soon as the registry answers.")};
    case State::NothingYet:
        return {.happened = Placeholder::tr("This instance has no sync tasks yet."),
                .whatToDo = Placeholder::tr(
                    "A task appears when a push matches a sync rule, or when somebody starts one "
                    "by hand. This list refreshes by itself.")};
    case State::NothingInRange:
        return {.happened = Placeholder::tr("No matching task in the chosen time range."),
                .whatToDo = Placeholder::tr("Older tasks match. Choose a longer range over the "
                                            "chart, or show all times.")};
    case State::NothingMatches:
        return {.happened = Placeholder::tr("No loaded task matches the filters."),
                .whatToDo = hasMore
                                ? Placeholder::tr("Status, trigger and text are looked for in the "
                                                  "loaded tasks only. Clear the filters, or "
                                                  "load older tasks to search them as well.")
                                : Placeholder::tr("All tasks are loaded. Clear the filters to "
                                                  "see them.")};
    case State::Undecided:
        return {.happened = Placeholder::tr("The query could not be answered."),
                .whatToDo = Placeholder::tr("Its regular expression takes too many steps. "
                                            "Simplify it, or clear the filters.")};
    case State::NothingOnServer:
        return {.happened = Placeholder::tr("The registry has no task for this question."),
                .whatToDo = Placeholder::tr(
                    "Namespace, repository, tag and batch must be written exactly as in the "
                    "registry, without wildcards.")};
    case State::NoInstances:
        return {.happened = Placeholder::tr("No registry instance in the watched regions."),
                .whatToDo = Placeholder::tr(
                    "Choose other regions or instances in the settings, or check that the key may "
                    "list the instances of this account.")};
    case State::NoCredentials:
        return {.happened = Placeholder::tr("No access key was found."),
                .whatToDo = Placeholder::tr(
                    "Set up an account here, give a key in one of these places and try again, or "
                    "look around with sample tasks first. These places are only read.")};
    case State::Failed:
        return {.happened = Placeholder::tr("The tasks could not be loaded."),
                .whatToDo = Placeholder::tr("Try again.")};
    }
    return {};
}

void setPrimary(QPushButton &button, bool primary)
{
    if (button.property("primary").toBool() == primary)
        return;
    button.setProperty("primary", primary);
    // The style sheet reads properties only when a widget is polished.
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent),
      m_headline(makeLabel(TextStyle::PaneTitle, QPalette::WindowText, this)),
      m_text(makeLabel(TextStyle::Body, QPalette::PlaceholderText, this)),
      m_places(new CredentialPlaces(this)),
      m_code(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_requestId(new CopyField(u"copyRequestId"_s, this)),
      m_clearFilters(makeButton(u"clearFilters"_s, nullptr, this)),
      m_loadAll(makeButton(u"loadAll"_s, nullptr, this)),
      m_search(makeButton(u"searchHistoryButton"_s, nullptr, this)),
      m_allTimes(makeButton(u"allTimes"_s, nullptr, this)),
      m_retry(makeButton(u"retry"_s, nullptr, this)),
      m_setup(makeButton(u"placeholderSetup"_s, nullptr, this)),
      m_keySource(makeButton(u"placeholderKeySource"_s, nullptr, this)),
      m_demo(makeButton(u"tryDemo"_s, nullptr, this))
{
    fillWithPanel(*this);
    m_headline->setObjectName(u"placeholderHeadline"_s);
    m_text->setObjectName(u"placeholderText"_s);
    m_places->setObjectName(u"placeholderPlaces"_s);
    for (QLabel *label : {m_headline, m_text}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setFixedWidth(columnWidth);
    }
    m_places->setFixedWidth(columnWidth);
    m_code->setObjectName(u"placeholderCode"_s);
    m_code->setAlignment(Qt::AlignHCenter);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_requestId->setObjectName(u"placeholderRequestId"_s);
    m_requestId->setFixedWidth(requestIdWidth);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton *button :
         {m_setup, m_retry, m_allTimes, m_search, m_clearFilters, m_loadAll, m_keySource, m_demo})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(m_headline);
    column->addWidget(m_text);
    column->addSpacing(4);
    column->addWidget(m_places);
    column->addWidget(m_code);
    column->addWidget(m_requestId, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addLayout(buttons);

    // The column is as wide as its paragraph, so that the paragraph's height is known.
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addLayout(column);
    middle->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Metrics::padding, Metrics::padding, Metrics::padding,
                               Metrics::padding);
    layout->addStretch(2);
    layout->addLayout(middle);
    layout->addStretch(3);

    connect(m_clearFilters, &QPushButton::clicked, this, &Placeholder::clearFiltersRequested);
    connect(m_allTimes, &QPushButton::clicked, this, &Placeholder::allTimesRequested);
    connect(m_loadAll, &QPushButton::clicked, this, &Placeholder::loadAllRequested);
    connect(m_search, &QPushButton::clicked, this, &Placeholder::searchRequested);
    connect(m_retry, &QPushButton::clicked, this, &Placeholder::retryRequested);
    connect(m_setup, &QPushButton::clicked, this, [this] {
        const bool isTold = m_state == State::Failed && m_error;
        Q_EMIT setupRequested(setupField(), isTold ? problemText(*m_error) : QString());
    });
    connect(m_keySource, &QPushButton::clicked, this, &Placeholder::keySourceRequested);
    connect(m_demo, &QPushButton::clicked, this, &Placeholder::demoRequested);
    retranslate();
}

Placeholder::State Placeholder::state() const
{
    return m_state;
}

bool Placeholder::isFiltered() const
{
    return m_state == State::NothingMatches || m_state == State::NothingOnServer ||
           m_state == State::Undecided;
}

void Placeholder::showState(State state, bool hasMore)
{
    m_error.reset();
    m_state = state;
    m_hasMore = hasMore;
    retranslate();
}

void Placeholder::showFailure(State state, const ApiError &error)
{
    m_error = error;
    m_state = state;
    retranslate();
}

void Placeholder::offerSearch(bool isOffered)
{
    m_isSearchOffered = isOffered;
    retranslate();
}

void Placeholder::offerSetup()
{
    m_isSetupOffered = true;
    retranslate();
}

SetupField Placeholder::setupField() const
{
    if (m_state == State::NoCredentials)
        return SetupField::Profiles;
    if (m_state == State::NoInstances)
        return SetupField::Regions;
    return m_state == State::Failed && m_error ? fieldToMend(*m_error) : SetupField::None;
}

void Placeholder::showButtons()
{
    const bool isFirst = m_state == State::NoCredentials;
    const bool isSetup = m_isSetupOffered && setupField() != SetupField::None;
    m_setup->setText(isFirst ? tr("Set up…") : setupLinkText(setupField()));
    m_setup->setVisible(isSetup);
    setPrimary(*m_setup, isSetup && isFirst);
    const bool filtered = isFiltered();
    m_clearFilters->setVisible(filtered);
    const bool hasMore = m_state == State::NothingMatches && m_hasMore;
    const bool isSearch = hasMore && m_isSearchOffered;
    m_search->setVisible(isSearch);
    setPrimary(*m_search, isSearch);
    setPrimary(*m_clearFilters, filtered && !isSearch);
    m_loadAll->setVisible(hasMore);
    m_allTimes->setVisible(m_state == State::NothingInRange);
    setPrimary(*m_allTimes, m_state == State::NothingInRange);
    const bool retry = m_state == State::Failed || m_state == State::NoCredentials ||
                       m_state == State::NoInstances;
    m_retry->setVisible(retry);
    setPrimary(*m_retry, m_state == State::Failed);
    m_keySource->setVisible(
        m_state == State::NoCredentials ||
        (m_state == State::Failed && m_error && m_error->kind == ApiError::Kind::Credential));
    m_demo->setVisible(m_state == State::NoCredentials);
    setPrimary(*m_demo, isFirst && !isSetup);
}

void Placeholder::showTechnicalFacts()
{
    const bool failed = m_error && m_state == State::Failed;
    const QString code = failed ? m_error->code : QString();
    const QString requestId = failed ? m_error->requestId : QString();
    QString words = code;
    if (!requestId.isEmpty())
        //: %1 is a code of the server; the request id stands in the next line
        words = code.isEmpty() ? tr("Request id:") : tr("%1, request id:").arg(code);
    m_code->setText(words);
    m_code->setVisible(!words.isEmpty());
    m_requestId->setSubject(tr("Request id"));
    m_requestId->showText(requestId);
    m_requestId->setVisible(!requestId.isEmpty());
}

void Placeholder::retranslate()
{
    const bool failed = m_error && m_state == State::Failed;
    const Advice words = failed ? adviceFor(*m_error) : wordsFor(m_state, m_hasMore);
    m_headline->setText(words.happened);
    m_text->setText(words.whatToDo);
    m_clearFilters->setText(tr("Clear the filters"));
    m_loadAll->setText(tr("Load all tasks"));
    m_search->setText(tr("Search the whole history"));
    m_allTimes->setText(tr("Show all times"));
    m_retry->setText(tr("Retry"));
    m_keySource->setText(KeySourceDialog::title());
    m_demo->setText(tr("Try the demo"));

    showTechnicalFacts();
    m_places->retranslate();
    m_places->setVisible(m_state == State::NoCredentials);
    showButtons();
}

void Placeholder::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QWidget *Placeholder::firstButton() const
{
    for (QPushButton *button :
         {m_setup, m_retry, m_allTimes, m_search, m_clearFilters, m_loadAll, m_keySource, m_demo}) {
        if (!button->isHidden())
            return button;
    }
    return nullptr;
}
