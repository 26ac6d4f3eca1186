#pragma once

#include "keypage.h"

#include <QWidget>

class QGridLayout;

/// One watched account on the page about keys: what is known of its key, and each place where one
/// was looked for.
class KeyAccountView final : public QWidget {
    Q_OBJECT

public:
    KeyAccountView(const KeyAccount &account, QWidget *parent);

private:
    void addFacts(const KeyAccount &account);
    void addSign(KeyPlaceLine::Outcome outcome, int row);
    void addProblem(const KeyAccount &account);
    void addPlaces(const KeyAccount &account);
    [[nodiscard]] QFont boldFont() const;
    /// A text that takes as many lines as it needs, and can be reached and read by keys.
    QWidget *makeText(const QString &text, const QString &accessibleName);

    QGridLayout *m_grid = nullptr;
};
