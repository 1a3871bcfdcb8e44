namespace LaborFlow.Bench;

/// <summary>
/// Cases in bulk: one that the host received is copied by the database, with other numbers, names, days and places. A third of the open
/// tasks are somebody's, the others are offered to ten roles in turn; each case keeps its deadlines, claims, parties and events.
/// </summary>
internal static class DeskSeed
{
    private const string Surname = "substr('王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗', 1 + n % 20, 1)";
    private const string GivenName =
        "substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平', 1 + n / 20 % 20, 1) || substr('华英文建国玉兰春海红志永新宇晨佳浩鑫雪梅', 1 + n / 400 % 20, 1)";
    private const string Firm =
        "'深圳市' || substr('宏达精密恒通联创佳华利丰', 1 + n % 6 * 2, 2) || substr('电子服装建筑物流餐饮家具', 1 + n / 6 % 6 * 2, 2) || n / 36 % 900 || '有限公司'";

    private const string MainCause = "(ARRAY['unpaid-wages','overtime','severance','work-injury','double-wages'])[1 + n / 7 % 5]";

    /// <summary>Copies the case until there are so many, and a task of it until so many are open.</summary>
    public static async Task FillAsync(Server server, int cases, int openTasks)
    {
        var template = (await server.ReadAsync("SELECT id::text FROM cases"))[0];
        async Task CopyAsync(string table, string key, string from, string where, params (string Column, string Sql)[] given)
        {
            var columns = await server.ReadAsync(
                $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
            );
            var values = columns.Select(column => given.FirstOrDefault(g => g.Column == column).Sql ?? "t." + column);
            await server.ExecuteAsync(
                $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} t CROSS JOIN {from} WHERE t.{key} = '{template}' {where}"
            );
        }

        var copies = $"generate_series(1, {cases}) n";
        var caseId = Id('c', "n");
        await CopyAsync(
            "cases",
            "id",
            copies,
            "",
            ("id", caseId),
            ("case_number", "'深龙劳人仲调〔2026〕' || n || '号'"),
            ("docket_number", "NULL"),
            ("district", "(ARRAY['440309','440309','440305','440306','440307'])[1 + n % 5]"),
            ("main_cause", MainCause),
            ("stage", $"CASE WHEN n <= {openTasks} THEN t.stage ELSE 'closed' END"),
            ("closed_at", $"CASE WHEN n <= {openTasks} THEN NULL ELSE t.filed_at - n * interval '2 minutes' END"),
            ("filed_at", "t.filed_at - n * interval '3 minutes'"),
            ("related_case_id", "NULL")
        );
        await CopyAsync(
            "parties",
            "case_id",
            copies,
            "",
            ("id", Id('d', "n * 4 + CASE t.side WHEN 'Applicant' THEN 0 ELSE 1 END")),
            ("case_id", caseId),
            ("name", $"CASE t.side WHEN 'Applicant' THEN {Surname} || {GivenName} ELSE {Firm} END")
        );
        await CopyAsync("claims", "case_id", copies, "", ("id", Id('e', "n * 4 + t.position")), ("case_id", caseId), ("cause", MainCause));
        await CopyAsync(
            "case_deadlines",
            "case_id",
            copies,
            "",
            ("id", "gen_random_uuid()"),
            ("case_id", caseId),
            ("state", $"CASE WHEN n <= {openTasks} THEN t.state ELSE 'Met' END"),
            ("starts_on", "t.starts_on - n % 37"),
            ("due_on", "t.due_on - n % 37 + n % 13"),
            ("ended_at", $"CASE WHEN n > {openTasks} THEN now() END")
        );
        await CopyAsync("case_events", "case_id", copies, "", ("id", "gen_random_uuid()"), ("case_id", caseId));
        // What is done long ago is the greater part of what is stored.
        var tasks = $"generate_series(1, {cases}) n";
        await CopyAsync(
            "case_tasks",
            "case_id",
            tasks,
            "",
            ("id", Id('f', "n")),
            ("case_id", caseId),
            ("bookmark_id", "'b' || n"),
            ("instance_id", "'i' || n"),
            ("jurisdiction", "(ARRAY['440309','440309','440305','440306','440307'])[1 + n % 5]"),
            ("status", $"CASE WHEN n > {openTasks} THEN 'Completed' WHEN n % 3 = 0 THEN 'Claimed' ELSE 'Open' END"),
            (
                "assignee",
                $"CASE WHEN n % 3 > 0 AND n <= {openTasks} THEN NULL WHEN n % 300 = 0 THEN 'mediator' ELSE 'officer' || n % 100 END"
            ),
            ("completed_by", $"CASE WHEN n > {openTasks} THEN 'officer' || n % 100 END"),
            (
                "completed_at",
                $"CASE WHEN n > {openTasks} THEN t.created_at - n * interval '1 minute' + n % 3000 * interval '7 minutes' END"
            ),
            ("due_on", "t.due_on + (n % 41 - 20)"),
            ("created_at", "t.created_at - n * interval '1 minute'")
        );
        await server.ExecuteAsync(
            $"INSERT INTO task_candidates (task_id, role) SELECT {Id('f', "n")}, (ARRAY['mediator','window-clerk','registrar','arbitrator','tribunal-secretary','inspector','legal-reviewer','fund-officer','finance','street-officer'])[1 + n % 10] FROM {tasks}"
        );
        foreach (var table in (string[])["cases", "parties", "claims", "case_deadlines", "case_events", "case_tasks", "task_candidates"])
            await server.ExecuteAsync($"VACUUM (ANALYZE) {table}");
        await server.ExecuteAsync("CHECKPOINT");
    }

    /// <summary>The id of a copied case.</summary>
    public static string CaseId(int n) => $"c0000000-0000-7000-8000-{n.ToString("d12", System.Globalization.CultureInfo.InvariantCulture)}";

    private static string Id(char kind, string number) => $"('{kind}0000000-0000-7000-8000-' || lpad(({number})::text, 12, '0'))::uuid";
}
