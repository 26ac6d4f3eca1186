#pragma once

#include "keychoices.h"

#include <QAction>
#include <QList>

#include <vector>

/// The keys of a window's actions: knows those that they were made with, and gives them others.
class KeyBindings final {
public:
    /// Below \p title, in this order; those of submenus too, but none without an object name.
    void add(const QString &title, const QList<QAction *> &actions);
    void setTitle(std::size_t group, const QString &title) { m_groups[group].title = title; }

    /// As they are called in the present language.
    [[nodiscard]] std::vector<KeyGroup> groups() const;
    /// What of \p choices cannot be used keeps its usual keys. Returns how many those are.
    int apply(const KeyChoices &choices);

private:
    struct Bound {
        QAction *action = nullptr;
        QList<QKeySequence> usual{};
    };
    struct Group {
        QString title{};
        std::vector<Bound> actions{};
    };

    static void collect(const QList<QAction *> &actions, std::vector<Bound> &bound);

    std::vector<Group> m_groups;
};
