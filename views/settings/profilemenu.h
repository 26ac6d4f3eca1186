#pragma once

#include <QMenu>
#include <QStringList>

#include <vector>

/// Which profiles of the vendor's command line tool are watched: several at once, or, when none is
/// chosen, what the program uses by itself. A choice is announced; what is checked is told to it.
class ProfileMenu final : public QMenu {
    Q_OBJECT

public:
    explicit ProfileMenu(QWidget *parent = nullptr);

    /// A profile, and why it cannot be used; empty: it can.
    struct Entry {
        QString name{};
        QString problem{};

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    /// \p chosen: in the order in which they were chosen; a profile that is not there any more can
    /// still be taken back. \p problem says why there are no profiles; empty: there are.
    void showProfiles(const std::vector<Entry> &entries, const QStringList &chosen,
                      const QString &problem = {});

Q_SIGNALS:
    void profilesChosen(const QStringList &names); ///< empty: what the program uses by itself

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void addDefault();
    void addProfile(const Entry &entry);
    void addProblem();

    std::vector<Entry> m_entries{};
    QStringList m_chosen{};
    QString m_problem{};
};
