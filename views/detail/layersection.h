#pragma once

#include "apierror.h"
#include "layerlist.h"
#include "transferpace.h"

#include <QWidget>

#include <optional>
#include <vector>

class IdField;
class QLabel;
class QPushButton;
class WrappedText;

/// The layers of a task with their state: not known, on their way, none, refused, or listed.
class LayerSection final : public QWidget {
    Q_OBJECT

public:
    explicit LayerSection(QWidget *parent = nullptr);

    void showUnknown();
    /// Known layers stay while newer ones are on their way.
    void showLoading();
    void showLayers(const std::vector<LayerTask> &layers);
    /// Who answered does not know them.
    void showUntold();
    void showError(const ApiError &error);
    /// How fast bytes move; nothing is said when that is not known.
    void showPace(const std::optional<TransferPace> &pace);

Q_SIGNALS:
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    [[nodiscard]] QString titleText() const;
    [[nodiscard]] QString paceText() const;

    QLabel *m_title = nullptr;
    LayerList *m_list = nullptr;
    WrappedText *m_paceLine = nullptr;
    WrappedText *m_note = nullptr;
    IdField *m_requestId = nullptr;
    QPushButton *m_retry = nullptr;

    std::optional<std::vector<LayerTask>> m_layers{};
    bool m_areUntold = false;
    std::optional<ApiError> m_error{};
    std::optional<TransferPace> m_pace{};
    bool m_hadPace = false; ///< its line stays where it was: what is below does not jump
    bool m_loading = false;
};
