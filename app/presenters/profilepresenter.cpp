#include "profilepresenter.h"

#include "credentialsearch.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "messagebar.h"
#include "profilemenu.h"

#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;

ProfilePresenter::ProfilePresenter(ProfileMenu &menu, MessageBar &messageBar,
                                   const QStringList &watched, QProcessEnvironment environment,
                                   QObject *parent)
    : QObject(parent),
      m_menu(menu),
      m_messageBar(messageBar),
      m_watched(watched),
      m_environment(std::move(environment))
{
    m_watched.removeAll(QString());
    connect(&m_menu, &ProfileMenu::profilesChosen, this, &ProfilePresenter::profilesChosen);
    // The tool may have changed its file meanwhile.
    connect(&m_menu, &QMenu::aboutToShow, this, &ProfilePresenter::list);
    list();
}

void ProfilePresenter::list()
{
    const Result<std::vector<KnownProfile>> known = knownProfiles(m_environment, QDir::homePath());
    std::vector<ProfileMenu::Entry> entries;
    if (known) {
        for (const KnownProfile &profile : *known)
            entries.push_back(
                {.name = profile.name,
                 .problem = profile.problem ? adviceText(*profile.problem) : QString()});
    }
    m_menu.showProfiles(entries, m_watched, known ? QString() : adviceText(known.error()));
}

void ProfilePresenter::tell(const std::vector<ApiError> &refused)
{
    if (refused.empty())
        return;
    QString reasons;
    QStringList codes;
    for (const ApiError &error : refused) {
        const QString reason = adviceText(error);
        reasons = reasons.isEmpty() ? reason : sentencesText(reasons, reason);
        if (!codes.contains(error.code))
            codes << error.code;
    }
    m_messageBar.showNotice({.happened = tr("%Ln profile(s) cannot be used.", nullptr,
                                            static_cast<int>(refused.size())),
                             .whatToDo = reasons},
                            codes.join(u" · "_s));
}
