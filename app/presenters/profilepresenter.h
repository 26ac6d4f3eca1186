#pragma once

#include "apierror.h"

#include <QObject>
#include <QStringList>

#include <vector>

class MessageBar;
class ProfileMenu;

/// Between the profiles of the vendor's command line tool and the window: offers them in the menu,
/// and tells of those that cannot be used.
class ProfilePresenter final : public QObject {
    Q_OBJECT

public:
    /// \p watched: as profilesToOpen() gave them.
    ProfilePresenter(ProfileMenu &menu, MessageBar &messageBar, const QStringList &watched,
                     QObject *parent = nullptr);

    /// Shows in the menu what is watched.
    void list();
    /// Each of \p refused says of which profile it speaks.
    void tell(const std::vector<ApiError> &refused);

Q_SIGNALS:
    void profilesChosen(const QStringList &names); ///< empty: the default

private:
    ProfileMenu &m_menu;
    MessageBar &m_messageBar;
    QStringList m_watched;
};
