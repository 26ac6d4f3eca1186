#pragma once

#include "apierror.h"
#include "setupfield.h"

#include <QWidget>

#include <optional>

class CopyField;
class CredentialPlaces;
class QLabel;
class QPushButton;

/// What stands where the table would be while there is nothing to list, and what to do next.
class Placeholder final : public QWidget {
    Q_OBJECT

public:
    enum class State {
        Loading,         ///< the first page is on its way
        NothingYet,      ///< the instance has no tasks at all
        NothingInRange,  ///< tasks pass the filter, none is of the chosen range of time
        NothingMatches,  ///< tasks are loaded, none passes the filter
        Undecided,       ///< a regular expression of the query was given up
        NothingOnServer, ///< the registry has none for namespace, repository, tag or batch
        NoInstances,     ///< the account has no instance in these regions
        NoCredentials,   ///< no key was found: says where one is looked for
        Failed,          ///< the first question failed; nothing older is there to show
    };

    explicit Placeholder(QWidget *parent = nullptr);

    /// \p hasMore: tasks that are not loaded might match.
    void showState(State state, bool hasMore = false);
    void showFailure(State state, const ApiError &error);
    /// A history that holds more than is loaded can be searched for the query.
    void offerSearch(bool isOffered);
    /// From now on the settings are offered where they can help.
    void offerSetup();
    [[nodiscard]] State state() const;
    /// Tasks are there, but the filters let none through.
    [[nodiscard]] bool isFiltered() const;
    /// The first button that is offered; null where none is.
    [[nodiscard]] QWidget *firstButton() const;

Q_SIGNALS:
    void clearFiltersRequested();
    void retryRequested();
    void loadAllRequested();
    void searchRequested();
    void allTimesRequested();  ///< the range of time is to be all
    void keySourceRequested(); ///< offered where the key is what is wrong
    void setupRequested(SetupField field, const QString &problem);
    void demoRequested(); ///< only offered without credentials

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showButtons();
    [[nodiscard]] SetupField setupField() const;
    void showTechnicalFacts();

    QLabel *m_headline = nullptr;
    QLabel *m_text = nullptr;
    CredentialPlaces *m_places = nullptr;
    QLabel *m_code = nullptr;
    CopyField *m_requestId = nullptr;
    QPushButton *m_clearFilters = nullptr;
    QPushButton *m_loadAll = nullptr;
    QPushButton *m_search = nullptr;
    QPushButton *m_allTimes = nullptr;
    bool m_hasMore = false;
    bool m_isSearchOffered = false;
    QPushButton *m_retry = nullptr;
    QPushButton *m_setup = nullptr;
    bool m_isSetupOffered = false;
    QPushButton *m_keySource = nullptr;
    QPushButton *m_demo = nullptr;

    State m_state = State::Loading;
    std::optional<ApiError> m_error{};
};
