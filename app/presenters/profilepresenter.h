#pragma once

#include "apierror.h"

#include <QObject>
#include <QStringList>

#include <vector>

class MessageBar;
class ProfileMenu;

/// Offers the profiles of the vendor's command line tool in the menu, and reports those that cannot
/// be used.
class ProfilePresenter final : public QObject {
    Q_OBJECT

public:
    /// \p watched: the result of profilesToOpen().
    ProfilePresenter(ProfileMenu &menu, MessageBar &messageBar, const QStringList &watched,
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
};
