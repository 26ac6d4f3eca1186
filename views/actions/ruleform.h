#pragma once

#include "formfield.h"
#include "registryinstance.h"
#include "ruledraft.h"

#include <QWidget>

#include <array>
#include <initializer_list>
#include <vector>

class IdBox;
class QComboBox;
class QGridLayout;
class QLabel;

/// The fields in which a rule is written down. What is wrong with one stands below it, from when it
/// was written in.
class RuleForm final : public QWidget {
    Q_OBJECT

public:
    explicit RuleForm(QWidget *parent = nullptr);

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

    /// What is chosen of an enum that has no faults.
    struct Choice {
        QLabel *label = nullptr;
        QComboBox *box = nullptr;

        [[nodiscard]] int value() const;
    };

    FormField &at(RuleField field) { return m_fields.at(static_cast<std::size_t>(field)); }
    [[nodiscard]] const FormField &at(RuleField field) const
    {
        return m_fields.at(static_cast<std::size_t>(field));
    }
    [[nodiscard]] QString name(RuleField field) const { return at(field).value().trimmed(); }
    void addLine(RuleField field, const QString &objectName);
    IdBox &addBox(RuleField field, const QString &objectName);
    Choice makeChoice(const QString &objectName, std::initializer_list<int> values);
    void connectParts();
    void layOut();
    void place(RuleField field, int row, int column, int width = 1) const;
    void place(const Choice &choice, int row) const;
    void follow();
    void change();
    void showScope();
    void showFaults();
    [[nodiscard]] const RegistryInstance *knownTarget() const;
    [[nodiscard]] SyncScope scope() const;
    void retranslate();
    void retranslateHints();

    std::array<FormField, fieldCount> m_fields{};
    std::vector<RegistryInstance> m_sources{};
    std::vector<RegistryInstance> m_targets{}; // the watched ones first
    std::size_t m_watchedCount = 0;
    QGridLayout *m_grid = nullptr;
    QLabel *m_sourceTitle = nullptr;
    QLabel *m_targetTitle = nullptr;
    Choice m_scope{};
    Choice m_trigger{};
};
