#pragma once

#include "actionplan.h"
#include "dialogframe.h"
#include "fieldfault.h"
#include "registryinstance.h"

#include <vector>

class IdBox;
class QFormLayout;
class QLabel;
class QLineEdit;

/// Asks which tag is to be copied where. Sends nothing: what it gives is shown as a plan first.
class TagCopyDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit TagCopyDialog(QWidget *parent = nullptr);

    /// Which instances can be named; a destination may be another one, by id and region.
    void showInstances(const std::vector<RegistryInstance> &instances);
    /// Begins with this.
    void showCopy(const TagCopy &copy);

Q_SIGNALS:
    void copyChosen(const TagCopy &copy);

private:
    /// The fields of one end.
    struct End {
        QLabel *title = nullptr;
        QLabel *instanceLabel = nullptr;
        IdBox *instance = nullptr;
        QLabel *repositoryLabel = nullptr;
        QLineEdit *repository = nullptr; ///< "namespace/name"
        FieldFault repositoryFault{};
        QLabel *tagLabel = nullptr;
        QLineEdit *tag = nullptr;
        FieldFault tagFault{};
    };

    void makeEnd(End &end, const QString &name);
    void addEnd(const End &end, QFormLayout &form);
    static bool showFaults(const End &end);
    void follow();
    void check();
    [[nodiscard]] static ImageRef imageOf(const End &end);
    static void showImage(End &end, const ImageRef &image);
    void accept() override;
    void retranslate() override;

    End m_from;
    End m_to;
    QLabel *m_regionLabel = nullptr;
    IdBox *m_region = nullptr; ///< of a destination that is not among the instances
    QLabel *m_accountLabel = nullptr;
    QLineEdit *m_account = nullptr;
    QLabel *m_missing = nullptr; ///< why there is nothing to preview yet
};
