using System.Text.Json;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Fund;

/// <summary>核实的欠薪: what was verified month by month adds up, and is what is reckoned with.</summary>
internal static class VerifiedWages
{
    /// <summary>应发减已付等于未付, and each month of a worker stands there once.</summary>
    public static IReadOnlyList<FieldError> FaultsOf(JsonElement data)
    {
        var errors = new List<FieldError>();
        var seen = new HashSet<(int, string)>();
        foreach (var (row, i) in FundFields.Rows(data, "rows").Select((row, i) => (row, i)))
        {
            var (due, paid, unpaid) = (FundFields.Money(row, "due"), FundFields.Money(row, "paid"), FundFields.Money(row, "unpaid"));
            if (unpaid != due - paid)
                errors.Add(
                    new(
                        $"data.rows[{i}].unpaid",
                        "contradictory",
                        $"应发{due:0.00}元、已付{paid:0.00}元，未付应为{due - paid:0.00}元，请核对。",
                        $"{due:0.00} due less {paid:0.00} paid leaves {due - paid:0.00}."
                    )
                );
            if (!seen.Add((row.GetProperty("worker").GetInt32(), row.GetProperty("month").GetString()!)))
                errors.Add(
                    new($"data.rows[{i}].month", "duplicate", "同一员工同一月份填写了两次。", "This worker's month stands here twice.")
                );
        }
        return errors;
    }

    /// <summary>What was verified month by month is what is reckoned with; months of which nothing was verified are the officer's.</summary>
    public static async ValueTask<IReadOnlyList<FieldError>> ReckonedFaultsAsync(
        ITaskStore tasks,
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        var verify = (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(t => t is { Step: "wgf-verify", Status: CaseTaskStatus.Completed })
            .MaxBy(t => t.CompletedAt);
        if (verify is null)
            return [];
        using var verified = StepData.Of(verify);
        var known = new Dictionary<(int, string), decimal>();
        foreach (var row in verified.List("rows"))
            known[(row.GetProperty("worker").GetInt32(), row.GetProperty("month").GetString()!)] = FundFields.Money(row, "unpaid");
        var errors = new List<FieldError>();
        if (known.Count == 0)
            return errors;
        errors.AddRange(LeftOut(known, data));
        foreach (var (worker, i) in FundFields.Rows(data, "workers").Select((row, i) => (row, i)))
        foreach (var (month, j) in FundFields.Rows(worker, "months").Select((row, j) => (row, j)))
            if (
                known.TryGetValue((worker.GetProperty("worker").GetInt32(), month.GetProperty("month").GetString()!), out var unpaid)
                && (!month.TryGetProperty("owed", out var owed) || owed.GetDecimal() != unpaid)
            )
                errors.Add(
                    new(
                        $"data.workers[{i}].months[{j}].owed",
                        "contradictory",
                        $"核实表载明该月未付{unpaid:0.00}元，请按核实表填写；核实有误的退回核实。",
                        $"{unpaid:0.00} yuan were verified for this month: enter that, or send the step back to be verified again."
                    )
                );
        return errors;
    }

    /// <summary>Months of which arrears were verified and that the calculation leaves out: the worker would lose them unawares.</summary>
    private static IEnumerable<FieldError> LeftOut(Dictionary<(int Worker, string Month), decimal> known, JsonElement data)
    {
        foreach (var (row, i) in FundFields.Rows(data, "workers").Select((row, i) => (row, i)))
        {
            var worker = row.GetProperty("worker").GetInt32();
            var given = FundFields.Rows(row, "months").Select(month => month.GetProperty("month").GetString()!).ToHashSet();
            var missing = known
                .Where(month => month.Key.Worker == worker && month.Value > 0 && !given.Contains(month.Key.Month))
                .OrderBy(month => month.Key.Month, StringComparer.Ordinal)
                .ToList();
            if (missing.Count > 0)
                yield return new(
                    $"data.workers[{i}].months",
                    "required",
                    $"核实表载明{string.Join("、", missing.Select(month => $"{month.Key.Month}未付{month.Value:0.00}元"))}，核算没有列入：请逐月列入，超过六个月的由系统按规定取舍；核实有误的退回核实。",
                    $"{missing.Count} months with verified arrears are left out: enter them, or send the step back to be verified again."
                );
        }
    }
}
