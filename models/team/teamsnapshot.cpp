#include "teamsnapshot.h"

#include "teamerror.h"
#include "teamschema.h"

std::optional<ApiError> TeamSnapshot::read(const PostgresDatabase::Work &work)
{
    std::optional<ApiError> refusal;
    const std::optional<PostgresError> error =
        m_database.run([&](pqxx::transaction_base &transaction) {
            transaction.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            refusal = std::nullopt;
            if (!m_isChecked)
                refusal = schemaProblem(teamSchemaVersion(transaction), m_address);
            if (!refusal)
                work(transaction);
        });
    m_isChecked = !error && !refusal;
    return error ? teamError(*error, m_address) : refusal;
}
