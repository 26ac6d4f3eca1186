#pragma once

#include "actionplan.h"
#include "registryinstance.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

/// Asks which tag is to be copied where. Sends nothing: what it gives is shown as a plan first.
class TagCopyDialog final : public QDialog {
    Q_OBJECT

public:
    explicit TagCopyDialog(QWidget *parent = nullptr);
    ~TagCopyDialog() override;

    /// Which instances can be named; a destination may be another one, by id and region.
    void showInstances(const std::vector<RegistryInstance> &instances);
    /// Begins with this.
    void showCopy(const TagCopy &copy);

Q_SIGNALS:
    void copyChosen(const TagCopy &copy);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// The fields of one end.
    struct End {
        QLabel *title = nullptr;
        QLabel *instanceLabel = nullptr;
        QComboBox *instance = nullptr;
        QLabel *repositoryLabel = nullptr;
        QLineEdit *repository = nullptr; ///< "namespace/name"
        QLabel *tagLabel = nullptr;
        QLineEdit *tag = nullptr;
    };

    void makeEnd(End &end, const QString &name);
    void addEnd(const End &end, QFormLayout &form);
    void followSource();
    void check();
    [[nodiscard]] static ImageRef imageOf(const End &end);
    static void showImage(End &end, const ImageRef &image);
    void retranslate();

    End m_from;
    End m_to;
    QLabel *m_regionLabel = nullptr;
    QComboBox *m_region = nullptr; ///< of a destination that is not among the instances
    QLabel *m_accountLabel = nullptr;
    QLineEdit *m_account = nullptr;
    QLabel *m_missing = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_next = nullptr;
};
