#pragma once

#include "actionpresenter.h"
#include "fakeregistry.h"
#include "queryparts.h"
#include "registrydirectory.h"
#include "sampletasks.h"
#include "savedbar.h"
#include "sentpresenter.h"
#include "sentview.h"
#include "watchedaccounts.h"

#include <QSignalSpy>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

/// These, and the presenter of actions over one profile, "prod", whose registry a test answers by
/// hand. Nothing is recorded before noteKept() says so.
struct ActionParts : QueryParts {
    ActionParts() { connectAnew({QStringLiteral("prod")}); }

    /// An account for each of these profiles, of the same name, or without one where there is only
    /// one profile. The first one has the instances of sample tasks.
    void connectAnew(const QStringList &profiles)
    {
        std::vector<Connection> connections;
        FakeRegistry *first = nullptr;
        for (const QString &profile : profiles) {
            auto fake = std::make_unique<FakeRegistry>();
            first = first != nullptr ? first : fake.get();
            connections.push_back({.account = profiles.size() > 1 ? profile : QString(),
                                   .profile = profile,
                                   .signer = profile,
                                   .key = profile.toUtf8(),
                                   .registry = std::move(fake),
                                   .regions = {QStringLiteral("cn-hangzhou")}});
        }
        registry = first;
        const QString account = connections.front().account;
        accounts = std::make_shared<WatchedAccounts>(std::move(connections), clock);
        auto listed = std::make_unique<RegistryDirectory>(accounts->registry());
        listed->restore({{.id = QStringLiteral("cri-hangzhou"),
                          .name = QStringLiteral("hub"),
                          .regionId = QStringLiteral("cn-hangzhou"),
                          .account = account},
                         {.id = QStringLiteral("cri-frankfurt"),
                          .name = QStringLiteral("mirror"),
                          .regionId = QStringLiteral("eu-central-1"),
                          .account = account}},
                        rules);
        actions.connectTo(accounts, *listed);
        directory = std::move(listed); // the former may go now
    }
    TaskRow add(const SyncTask &task)
    {
        model.applyMerge(store.merge(QStringLiteral("cri-hangzhou"), std::vector{task}));
        return *store.find(QStringLiteral("cri-hangzhou"), task.id);
    }
    /// Of the last request that was to be recorded.
    [[nodiscard]] QString sentId() const
    {
        return recorded.isEmpty() ? QString() : recorded.last().front().value<SentAction>().id;
    }
    void keep() { sent.noteKept(sentId()); }

    QHash<QString, std::vector<SyncRule>> rules{}; ///< by instance, for the next connection
    FakeRegistry *registry = nullptr;              ///< of the first profile
    std::shared_ptr<WatchedAccounts> accounts{};
    std::unique_ptr<RegistryDirectory> directory{};
    SentView sentView{};
    SavedBar savedBar{};
    FeedState feed{.complete = true}; ///< of what is loaded
    SentPresenter sent{store, clock, queries, sentView, savedBar};
    QSignalSpy recorded{&sent, &SentPresenter::changed};
    ActionPresenter actions{store,
                            model,
                            clock,
                            sent,
                            {.menu = menu,
                             .toolBar = toolBar,
                             .table = table,
                             .detailPane = detailPane,
                             .savedBar = savedBar,
                             .feed = [this] { return feed; }}};
};
