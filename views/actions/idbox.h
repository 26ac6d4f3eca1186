#pragma once

#include "registryinstance.h"

#include <QComboBox>

#include <vector>

/// A box in which an instance or a region is chosen by its name, or its id is typed: the data of
/// each entry is an id. An entry that has no room is shortened in the middle, and whole on hover.
class IdBox final : public QComboBox {
    Q_OBJECT

public:
    explicit IdBox(QWidget *parent = nullptr);

    /// Ids that are no entry's can be typed.
    void letType();
    /// "hub-hangzhou · Hangzhou". Keeps what is chosen; where that is gone, it is the first, or
    /// none if ids can be typed.
    void showInstances(const std::vector<RegistryInstance> &instances);
    /// All regions that are open, by their names in the language of the user.
    void showRegions();
    /// Chooses the entry of \p id, or else writes it.
    void showId(const QString &id);

    /// Of the entry that the text names, or what was typed.
    [[nodiscard]] QString chosenId() const;
    /// The region of the chosen instance; empty where it is not known.
    [[nodiscard]] QString chosenRegion() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showBeginning();
};
