#include "sqlitecondition.h"

#include "historyflags.h"

#include <array>

namespace {

/// How a row refers to a text.
struct TextColumn {
    enum class Kind : quint8 {
        Own,     ///< the text is in the row
        Number,  ///< of the table texts
        OfPlace, ///< the row has the number of a place, and that the number of the text
    };

    RowText text;
    Kind kind;
    const char *column;
    const char *inPlace = "";
};

constexpr std::array textColumns = {
    TextColumn{RowText::Instance, TextColumn::Kind::Number, "instance"},
    TextColumn{RowText::Id, TextColumn::Kind::Own, "id"},
    TextColumn{RowText::Status, TextColumn::Kind::Number, "status"},
    TextColumn{RowText::Trigger, TextColumn::Kind::Number, "trigger_word"},
    TextColumn{RowText::Issue, TextColumn::Kind::Number, "issue"},
    TextColumn{RowText::Rule, TextColumn::Kind::Number, "rule"},
    TextColumn{RowText::Batch, TextColumn::Kind::Own, "batch"},
    TextColumn{RowText::SourceInstance, TextColumn::Kind::OfPlace, "source", "instance"},
    TextColumn{RowText::SourceRegion, TextColumn::Kind::OfPlace, "source", "region"},
    TextColumn{RowText::SourceNamespace, TextColumn::Kind::OfPlace, "source", "namespace"},
    TextColumn{RowText::SourceRepo, TextColumn::Kind::OfPlace, "source", "repo"},
    TextColumn{RowText::SourceTag, TextColumn::Kind::Own, "tag"},
    TextColumn{RowText::TargetInstance, TextColumn::Kind::OfPlace, "target", "instance"},
    TextColumn{RowText::TargetRegion, TextColumn::Kind::OfPlace, "target", "region"},
    TextColumn{RowText::TargetNamespace, TextColumn::Kind::OfPlace, "target", "namespace"},
    TextColumn{RowText::TargetRepo, TextColumn::Kind::OfPlace, "target", "repo"},
    TextColumn{RowText::TargetTag, TextColumn::Kind::Own, "target_tag"},
};
static_assert(textColumns.size() == static_cast<std::size_t>(RowText::TargetTag) + 1);

class SqliteConditionWriter final : public SqlConditionWriter {
public:
    using SqlConditionWriter::SqlConditionWriter;

private:
    // The tables of texts and places are small, and each is looked through once for a statement.
    [[nodiscard]] QByteArray onText(RowText text, const TextTest &test) const override
    {
        const TextColumn &known = textColumns[static_cast<std::size_t>(text)];
        const QByteArray texts = "(SELECT id FROM texts WHERE " + test("text") + ')';
        switch (known.kind) {
        case TextColumn::Kind::Own:
            break;
        case TextColumn::Kind::Number:
            return QByteArray(known.column) + " IN " + texts;
        case TextColumn::Kind::OfPlace:
            return QByteArray(known.column) + " IN (SELECT id FROM places WHERE " + known.inPlace +
                   " IN " + texts + ')';
        }
        if (text != RowText::TargetTag)
            return test(known.column);
        return test("CASE WHEN flags & " + QByteArray::number(qint64{HistorySameTag}) +
                    " THEN tag ELSE target_tag END");
    }

    [[nodiscard]] QByteArray nameOf(RowTime time) const override
    {
        return time == RowTime::Effective ? "moment_ms" : "modified_ms";
    }

    [[nodiscard]] QByteArray onFlag(RowFlag flag, bool value) const override
    {
        switch (flag) {
        case RowFlag::CreatedGiven:
            return is(HistoryCreatedGiven, value ? qint64{HistoryCreatedGiven} : 0);
        case RowFlag::CrossUser:
            return is(HistoryCrossUserGiven | HistoryCrossUser,
                      value ? HistoryCrossUserGiven | HistoryCrossUser : HistoryCrossUserGiven);
        case RowFlag::Accelerated:
            return is(HistoryAcceleratedGiven | HistoryAccelerated,
                      value ? HistoryAcceleratedGiven | HistoryAccelerated
                            : HistoryAcceleratedGiven);
        }
        Q_UNREACHABLE();
    }
    static QByteArray is(qint64 mask, qint64 bits)
    {
        return "(flags & " + QByteArray::number(mask) + ") = " + QByteArray::number(bits);
    }

    /// SQLite's lower() knows ASCII alone.
    [[nodiscard]] QByteArray folded(const QByteArray &expression) const override
    {
        static_assert(searchFoldedLetters.size() == 29 && searchFoldedTo.size() == 29);
        QByteArray sql = "lower(" + expression + ')';
        for (qsizetype i = 26; i < searchFoldedLetters.size(); ++i) {
            sql = "replace(" + sql + ", char(" +
                  QByteArray::number(uint{searchFoldedLetters[i].unicode()}) + "), '" +
                  searchFoldedTo[i].toLatin1() + "')";
        }
        return sql;
    }
    [[nodiscard]] QByteArray contains(const QByteArray &text, const QByteArray &part) const override
    {
        return "instr(" + text + ", " + part + ") > 0";
    }
    [[nodiscard]] QByteArray parameter(int number) const override
    {
        return '?' + QByteArray::number(number);
    }
};

} // namespace

SqlCondition sqliteCondition(const RowCondition &condition, int firstParameter)
{
    return SqliteConditionWriter(firstParameter).write(condition);
}
