#pragma once

#include "registryinstance.h"
#include "ruledraft.h"

#include <QWidget>

#include <array>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

/// The fields in which a rule is written down. What is wrong with one stands below it, from when it
/// was written in.
class RuleForm final : public QWidget {
    Q_OBJECT

public:
    explicit RuleForm(QWidget *parent = nullptr);
    ~RuleForm() override;

    /// \p sources can be copied from, \p watched and \p others can be copied to; so can any that
    /// is named by its id.
    void showInstances(const std::vector<RegistryInstance> &sources,
                       const std::vector<RegistryInstance> &watched,
                       const std::vector<RegistryInstance> &others);
    [[nodiscard]] RuleDraft draft() const;
    /// What is wrong everywhere, also where nothing was written yet. The first such field has the
    /// focus then; false where there is none.
    bool showAllFaults();

Q_SIGNALS:
    void draftChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    static constexpr std::size_t fieldCount = static_cast<std::size_t>(RuleField::TagFilter) + 1;

    struct Field {
        QLabel *label = nullptr;
        QWidget *input = nullptr;
        QLabel *fault = nullptr;
        bool isTouched = false;
    };

    Field &at(RuleField field) { return m_fields.at(static_cast<std::size_t>(field)); }
    void addField(RuleField field, QWidget *input, const QString &name);
    QLineEdit *addText(RuleField field, const QString &name);
    QComboBox *addChoice(RuleField field, const QString &name);
    void layOut();
    void place(RuleField field, int row, int column, int width = 1);
    void touch(RuleField field);
    void followSource();
    void change();
    void showScope();
    void showFaults();
    [[nodiscard]] const RegistryInstance *knownTarget() const;
    void retranslate();

    std::array<Field, fieldCount> m_fields{};
    std::vector<RegistryInstance> m_sources{};
    std::vector<RegistryInstance> m_targets{}; // the watched ones first
    std::size_t m_watchedCount = 0;
    QGridLayout *m_grid = nullptr;
    QLabel *m_sourceTitle = nullptr;
    QLabel *m_targetTitle = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_source = nullptr;
    QLabel *m_scopeLabel = nullptr;
    QComboBox *m_scope = nullptr;
    QLineEdit *m_namespace = nullptr;
    QLineEdit *m_repository = nullptr;
    QLabel *m_triggerLabel = nullptr;
    QComboBox *m_trigger = nullptr;
    QComboBox *m_target = nullptr;
    QComboBox *m_region = nullptr;
    QLineEdit *m_targetNamespace = nullptr;
    QLineEdit *m_targetRepository = nullptr;
    QLineEdit *m_account = nullptr;
    QLineEdit *m_repositoryFilter = nullptr;
    QLineEdit *m_tagFilter = nullptr;
};
