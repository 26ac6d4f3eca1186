#include "postgrescondition.h"

#include <array>

namespace {

constexpr std::array textColumnNames = {
    "instance",    "id",         "status",          "trigger_word",  "issue",
    "rule",        "batch",      "source_instance", "source_region", "source_namespace",
    "source_repo", "source_tag", "target_instance", "target_region", "target_namespace",
    "target_repo", "target_tag",
};
static_assert(textColumnNames.size() == static_cast<std::size_t>(RowText::TargetTag) + 1);

class PostgresConditionWriter final : public SqlConditionWriter {
public:
    using SqlConditionWriter::SqlConditionWriter;

private:
    [[nodiscard]] QByteArray onText(RowText text, const TextTest &test) const override
    {
        return test(textColumnNames[static_cast<std::size_t>(text)]);
    }
    [[nodiscard]] QByteArray nameOf(RowTime time) const override
    {
        return time == RowTime::Effective ? "effective_ms" : "modified_ms";
    }
    [[nodiscard]] QByteArray onFlag(RowFlag flag, bool value) const override
    {
        const QByteArray is = value ? " = 1" : " = 0";
        switch (flag) {
        case RowFlag::CreatedGiven:
            return "created_given" + is;
        case RowFlag::CrossUser:
            return "cross_user" + is;
        case RowFlag::Accelerated:
            return "accelerated" + is;
        }
        Q_UNREACHABLE();
    }
    /// lower() is another one in each locale; by "C" it knows ASCII alone, and costs a fifth of
    /// translate() over all letters.
    [[nodiscard]] QByteArray folded(const QByteArray &expression) const override
    {
        constexpr qsizetype ofAscii = 26;
        return "translate(lower(" + expression + " COLLATE \"C\"), '" +
               searchFoldedLetters.sliced(ofAscii).toUtf8() + "', '" +
               searchFoldedTo.sliced(ofAscii).toUtf8() + "')";
    }
    [[nodiscard]] QByteArray contains(const QByteArray &text, const QByteArray &part) const override
    {
        return "strpos(" + text + ", " + part + ") > 0";
    }
    [[nodiscard]] QByteArray parameter(int number) const override
    {
        return '$' + QByteArray::number(number);
    }
};

} // namespace

SqlCondition postgresCondition(const RowCondition &condition, int firstParameter)
{
    return PostgresConditionWriter(firstParameter).write(condition);
}
