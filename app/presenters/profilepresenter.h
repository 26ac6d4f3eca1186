#pragma once

#include "apierror.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QStringList>

#include <vector>

class MessageBar;
class ProfileMenu;

/// Offers the profiles of the vendor's command line tool in the menu, and reports those that cannot
/// be used.
class ProfilePresenter final : public QObject {
    Q_OBJECT

public:
    /// \p watched: the result of profilesToOpen(). \p environment says where the profiles are.
    ProfilePresenter(ProfileMenu &menu, MessageBar &messageBar, const QStringList &watched,
                     QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(),
                     QObject *parent = nullptr);

    /// Reads the tool's file, and shows in the menu which profiles are watched.
    void list();
    /// Each error names its profile.
    void tell(const std::vector<ApiError> &refused);

Q_SIGNALS:
    void profilesChosen(const QStringList &names); ///< empty: the default

private:
    ProfileMenu &m_menu;
    MessageBar &m_messageBar;
    QStringList m_watched;
    QProcessEnvironment m_environment;
};
