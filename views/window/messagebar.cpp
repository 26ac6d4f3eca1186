#include "messagebar.h"

#include "displaytext.h"
#include "erroradvice.h"
#include "glyphbutton.h"
#include "keysourcedialog.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Each try has a request id of its own; the fault is the same.
bool isSameMessage(const ApiError &one, const ApiError &other)
{
    return one.kind == other.kind && one.code == other.code && one.operation == other.operation &&
           one.host == other.host && one.account == other.account;
}

QString technicalText(const ApiError &error)
{
    QStringList facts;
    if (!error.code.isEmpty())
        facts << error.code;
    if (error.httpStatus != 0)
        facts << u"HTTP "_s + QString::number(error.httpStatus);
    if (!error.operation.isEmpty())
        facts << error.operation;
    if (!error.requestId.isEmpty())
        facts << MessageBar::tr("request id %1").arg(error.requestId);
    return facts.join(u" · "_s);
}

/// Names what the error is about behind the profile.
Advice adviceAbout(const ApiError &error, const QString &subject)
{
    if (subject.isEmpty())
        return adviceFor(error);
    Advice advice = adviceFor(withoutAccount(error));
    //: %1 is an instance, %2 is a sentence: what happened to it
    advice.happened = MessageBar::tr("%1: %2").arg(subject, advice.happened);
    if (!error.account.isEmpty())
        //: %1 names a profile, %2 is a sentence: what happened to it
        advice.happened = MessageBar::tr("Profile %1: %2").arg(error.account, advice.happened);
    return advice;
}

/// A hundred names would take the window: the foot lists them all.
QString shortList(const QStringList &names)
{
    constexpr qsizetype most = 3;
    if (names.size() <= most + 1)
        return listText(names);
    QStringList shown = names.first(most);
    //: the end of a list of names
    shown << MessageBar::tr("%Ln more", nullptr, static_cast<int>(names.size() - most));
    return listText(shown);
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent),
      m_happened(new WrappedText(this)),
      m_whatToDo(new WrappedText(this)),
      m_technical(new WrappedText(this)),
      m_nextTry(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this)),
      m_copy(makeButton(u"copyError"_s, "link", this)),
      m_keySource(makeButton(u"errorKeySource"_s, "link", this)),
      m_setup(makeButton(u"errorSetup"_s, "link", this)),
      m_retry(makeButton(u"retryError"_s, nullptr, this)),
      m_close(new GlyphButton(Glyph::Close, this))
{
    m_happened->setObjectName(u"errorHappened"_s);
    m_whatToDo->setObjectName(u"errorWhatToDo"_s);
    m_technical->setObjectName(u"errorTechnical"_s);
    m_nextTry->setObjectName(u"errorNextTry"_s);
    m_close->setObjectName(u"closeError"_s);
    m_close->setProperty("flat", true);
    QFont bold = m_happened->font();
    bold.setWeight(QFont::DemiBold);
    m_happened->setFont(bold);
    m_technical->setSecondary(true);
    m_technical->setFont(textFont(TextStyle::Secondary, m_technical->font()));
    m_technical->setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy = m_technical->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Preferred); // Copy stands right behind it
    m_technical->setSizePolicy(policy);

    auto *technicalLine = new QHBoxLayout;
    technicalLine->setSpacing(8);
    technicalLine->addWidget(m_technical);
    technicalLine->addWidget(m_copy, 0, Qt::AlignTop);
    technicalLine->addWidget(m_setup, 0, Qt::AlignTop);
    technicalLine->addWidget(m_keySource, 0, Qt::AlignTop);
    technicalLine->addStretch(1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_happened);
    texts->addWidget(m_whatToDo);
    texts->addLayout(technicalLine);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 7, 10, 8);
    layout->setSpacing(Metrics::padding);
    layout->addLayout(texts, 1);
    layout->addWidget(m_nextTry);
    layout->addWidget(m_retry);
    layout->addWidget(m_close);

    connect(m_copy, &QPushButton::clicked, this, &MessageBar::copy);
    connect(m_keySource, &QPushButton::clicked, this, &MessageBar::keySourceRequested);
    connect(m_setup, &QPushButton::clicked, this, [this] {
        if (m_error)
            Q_EMIT setupRequested(fieldToMend(*m_error), problemText(*m_error));
    });
    connect(m_retry, &QPushButton::clicked, this, &MessageBar::retryRequested);
    connect(m_close, &QPushButton::clicked, this, &MessageBar::dismiss);
    retranslate();
    hide();
}

void MessageBar::showError(const ApiError &error, const QDateTime &nextTry, const QDateTime &now,
                           const QStringList &others, const QString &subject)
{
    m_error = error;
    m_subject = subject;
    m_others = others;
    m_nextTryAt = nextTry;
    m_now = now;
    const bool isDismissed =
        m_dismissed && isSameMessage(*m_dismissed, error) && m_dismissedSubject == subject;
    if (!isDismissed)
        m_dismissed.reset(); // should the former come back, it is news again
    showWanted();
}

void MessageBar::clear()
{
    m_error.reset();
    m_dismissed.reset();
    showWanted();
}

void MessageBar::showNotice(const Advice &advice, const QString &technical)
{
    add({.advice = advice, .technical = technical});
}

void MessageBar::showAnswer(const Advice &advice, const QString &technical)
{
    add({.advice = advice, .technical = technical, .isAnswer = true});
}

void MessageBar::add(const Notice &notice)
{
    std::erase(m_notices, notice);
    m_notices.push_front(notice);
    showWanted();
}

void MessageBar::withdrawNotice(const Advice &advice)
{
    std::erase_if(m_notices, [&advice](const Notice &notice) { return notice.advice == advice; });
    showWanted();
}

std::deque<MessageBar::Notice>::const_iterator MessageBar::shownNotice() const
{
    return isErrorWanted() ? std::ranges::find(m_notices, true, &Notice::isAnswer)
                           : m_notices.begin();
}

void MessageBar::showWanted()
{
    retranslate();
    setVisible(isErrorWanted() || shownNotice() != m_notices.end());
}

void MessageBar::offerSetup()
{
    m_isSetupOffered = true;
    retranslate();
}

void MessageBar::dismiss()
{
    if (const auto notice = shownNotice(); notice != m_notices.end()) {
        m_notices.erase(notice);
    } else if (m_error) {
        m_dismissed = m_error;
        m_dismissedSubject = m_subject;
    }
    showWanted();
}

void MessageBar::copy()
{
    if (const auto notice = shownNotice(); notice != m_notices.end())
        QGuiApplication::clipboard()->setText(notice->technical);
    else if (m_error)
        QGuiApplication::clipboard()->setText(technicalLine(*m_error));
}

void MessageBar::retranslate()
{
    setAccessibleName(tr("Error"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the error for a ticket"));
    m_copy->setAccessibleName(m_copy->toolTip());
    const auto notice = shownNotice();
    const bool isError = notice == m_notices.end() && m_error;
    m_keySource->setText(KeySourceDialog::title());
    m_keySource->setVisible(isError && m_error->kind == ApiError::Kind::Credential);
    const SetupField field = isError ? fieldToMend(*m_error) : SetupField::None;
    m_setup->setText(setupLinkText(field));
    m_setup->setVisible(m_isSetupOffered && field != SetupField::None);
    m_retry->setText(tr("Retry"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    m_happened->setAccessibleName(tr("What happened"));
    m_whatToDo->setAccessibleName(tr("What to do"));
    m_technical->setAccessibleName(tr("Code and request id"));
    m_retry->setVisible(isError);
    m_nextTry->setVisible(false);
    if (isError)
        showErrorTexts();
    else if (notice != m_notices.end())
        showTextsOf(*notice);
}

void MessageBar::showErrorTexts()
{
    Advice advice = adviceAbout(*m_error, m_subject);
    if (!m_others.isEmpty())
        advice.whatToDo =
            sentencesText(advice.whatToDo,
                          //: %1 lists instances, or profiles of the vendor's command line tool
                          tr("Others fail too: %1.").arg(shortList(m_others)));
    showTexts(advice, technicalText(*m_error));
    const bool willTry = m_nextTryAt.isValid() && m_nextTryAt > m_now;
    //: %1 is a time from now, e.g. "in 8 s"
    m_nextTry->setText(willTry ? tr("tries again %1").arg(relativeTimeText(m_nextTryAt, m_now))
                               : QString());
    m_nextTry->setVisible(willTry);
}

void MessageBar::showTextsOf(const Notice &notice)
{
    showTexts(notice.advice, notice.technical);
    const auto behind = static_cast<int>(m_notices.size()) - 1;
    //: Messages that show when the one in sight is closed
    m_nextTry->setText(tr("%Ln more", "messages", behind));
    m_nextTry->setVisible(behind > 0);
}

void MessageBar::showTexts(const Advice &advice, const QString &technical)
{
    m_happened->showText(advice.happened);
    m_whatToDo->showText(advice.whatToDo);
    m_whatToDo->setVisible(!advice.whatToDo.isEmpty());
    m_technical->showText(technical);
    m_technical->setVisible(!technical.isEmpty());
    m_copy->setVisible(!technical.isEmpty()); // else there is nothing for a ticket
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.adviceFill);
    painter.fillRect(QRect(0, 0, 3, height()), statusFill(SyncTaskStatus::Error, palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
}

void MessageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
