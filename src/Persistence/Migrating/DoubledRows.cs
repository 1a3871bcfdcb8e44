namespace LaborFlow.Persistence.Migrating;

/// <summary>
/// Rows that stand against a unique index. An older build may have let two people do at one moment what is done once; the database alone
/// would only say that it can't make the index. The migration stops before it changes anything and names every row, so that whoever answers
/// for the books says which one counts; nothing is taken away by itself.
/// </summary>
public static class DoubledRows
{
    /// <summary>The check for PostgreSQL.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns of the index.</param>
    /// <param name="filter">The rows that it holds.</param>
    /// <param name="said">What is doubled and what to do, in Chinese and English, without quotation marks.</param>
    public static string RefuseOnPostgreSql(string table, string[] columns, string filter, string said) =>
        $"""
            DO $check$
            DECLARE doubled text;
            BEGIN
                SELECT string_agg(line, E'\n' ORDER BY line) INTO doubled FROM (
                    SELECT concat_ws(' / ', {string.Join(", ", columns)}) || ': ' || string_agg(id::text, ', ' ORDER BY id) AS line
                    FROM {table} WHERE {filter} GROUP BY {string.Join(", ", columns)} HAVING count(*) > 1) AS found;
                IF doubled IS NOT NULL THEN
                    RAISE EXCEPTION USING MESSAGE = '{table}: {said}' || E'\n' || doubled;
                END IF;
            END $check$;
            """;

    /// <summary>The check for SQL Server; its messages end after 2048 characters.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns of the index.</param>
    /// <param name="filter">The rows that it holds.</param>
    /// <param name="said">What is doubled and what to do, in Chinese and English, without quotation marks.</param>
    public static string RefuseOnSqlServer(string table, string[] columns, string filter, string said) =>
        $"""
            DECLARE @{table} nvarchar(max) = (
                SELECT STRING_AGG(CAST(line AS nvarchar(max)), CHAR(10)) FROM (
                    SELECT CONCAT(CONCAT_WS(' / ', {string.Join(", ", columns)}), ': ', STRING_AGG(CAST(id AS nvarchar(max)), ', ')) AS line
                    FROM {table} WHERE {filter} GROUP BY {string.Join(", ", columns)} HAVING COUNT(*) > 1) AS found);
            IF @{table} IS NOT NULL
            BEGIN
                DECLARE @{table}_said nvarchar(2048) = LEFT(N'{table}: {said}' + CHAR(10) + @{table}, 2048);
                THROW 50001, @{table}_said, 1;
            END
            """;

    /// <summary>What the fund's books take once, and older builds could take twice.</summary>
    public static IReadOnlyList<(string Table, string[] Columns, string Filter, string Said)> OfTheFund { get; } =
    [
        (
            "fund_resolutions",
            ["report_year", "places"],
            "result = 'Carried'",
            "同一年度报告登记了不止一次通过的决议，升级前须核对哪一次有效并更正其余各行的结果，更正后重新升级；没有改动任何数据 / more than one resolution on one year was carried: correct the result of those that do not count, then migrate again; nothing was changed"
        ),
        (
            "fund_reconciliations",
            ["calendar_month", "places", "emergency"],
            "state = 'Closed'",
            "同一月份结账不止一次，升级前须核对以哪一次为准并把其余各行改为未结账（Agrees），更正后重新升级；没有改动任何数据 / a month was closed more than once: set those that do not count to Agrees, then migrate again; nothing was changed"
        ),
        (
            "fund_publications",
            ["quarter", "places"],
            "state <> 'Returned'",
            "同一季度有不止一份未退回的清单，升级前须核对保留哪一份并把其余各份改为退回（Returned），更正后重新升级；没有改动任何数据 / a quarter has more than one list that was not sent back: set those that do not count to Returned, then migrate again; nothing was changed"
        ),
    ];
}
