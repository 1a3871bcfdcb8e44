using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 变更请求 (办案规则 art 44, 46): claims are changed, added or given up, and each keeps its number. What a partial award has decided stands as it
/// was decided (调解仲裁法 art 43 (2)): it is neither changed nor given up any more.
/// </summary>
public sealed class ChangeClaims(ICaseStore cases, ICaseRecords records, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>The articles.</summary>
    public const string Basis = "《劳动争议调解仲裁法》第43条第2款；《劳动人事争议仲裁办案规则》第44条";

    /// <summary>Member of a row: the claim is given up.</summary>
    private const string GivenUp = "givenUp";

    /// <summary>What of a change that is asked for cannot be done, or null.</summary>
    public async ValueTask<(string Zh, string En)?> FaultAsync(
        Case disputed,
        JsonElement data,
        CancellationToken cancellationToken = default
    ) => FaultOf(disputed, Award.DecidedBefore(disputed, await records.ListAsync<Award>(disputed.Id, cancellationToken)), data);

    /// <summary>As <see cref="FaultAsync"/>, with what was decided before.</summary>
    internal static (string Zh, string En)? FaultOf(Case disputed, IReadOnlyList<Claim> before, JsonElement data)
    {
        var rows = Rows(data);
        if (rows.Find(row => row.Number > 0 && disputed.ClaimOf(row.Number) is null) is { } stray)
            return (
                $"本案没有第{stray.Number}项请求，不能变更；请核对请求序号，增加请求的不填序号。",
                $"There is no claim {stray.Number}: check the number, and leave it out for a new claim."
            );
        if (Fault(rows.Select(row => disputed.ClaimOf(row.Number)).OfType<Claim>(), before) is { } decided)
            return decided;
        if (rows.Exists(row => row.GivenUp && row.Number == 0))
            return ("不再主张的请求须写明是第几项。", "Say which claim is given up.");
        var kept = disputed.Claims.Except(before).Where(claim => !rows.Exists(row => row.GivenUp && row.Number == claim.Number));
        return kept.Any() || rows.Exists(row => row.Number == 0)
            ? null
            : (
                "其余请求全部不再主张的，请撤回申请（《劳动人事争议仲裁办案规则》第35条）；已经先行裁决的请求不受影响。",
                "Whoever gives up all that is left withdraws the application; what was awarded already stands."
            );
    }

    /// <summary>What a partial award decided stays where it is.</summary>
    /// <param name="touched">The claims that are to be changed or taken along.</param>
    /// <param name="before">See <see cref="Award.DecidedBefore"/>.</param>
    public static (string Zh, string En)? Fault(IEnumerable<Claim> touched, IReadOnlyList<Claim> before)
    {
        var decided = string.Join('、', touched.Where(before.Contains).OrderBy(claim => claim.Position).Select(claim => claim.Number));
        return decided.Length == 0
            ? null
            : (
                $"第{decided}项请求已经先行裁决（《劳动争议调解仲裁法》第43条第2款），不能再变更、放弃或者分出；对先行裁决不服的，请在裁决书写明的期限内起诉或者申请撤销。",
                $"Claim {decided} was decided by a partial award and stays as it is; go to court against that award within its period."
            );
    }

    /// <summary>Writes the change that was granted. A row that names a claim is about that one, another one adds a claim.</summary>
    public async ValueTask HandleAsync(Case disputed, CaseException raised, CancellationToken cancellationToken = default)
    {
        using var data = JsonDocument.Parse(raised.DataJson);
        disputed.Revision++;
        // Between the request and its grant a partial award may have been made.
        if (await FaultAsync(disputed, data.RootElement, cancellationToken) is { } fault)
        {
            desk.Tell(disputed, raised.RaisedBy, "claims.refused", fault.Zh, fault.En, Basis);
            return;
        }

        var told = new List<string>();
        foreach (var row in Rows(data.RootElement).OrderBy(row => row.Number > 0))
            told.Add(Change(disputed, row, raised.Reason));
        disputed.MainCause = disputed.Claims.MinBy(claim => claim.Position)!.Cause;
        desk.Tell(disputed, raised.RaisedBy, "claims.changed", $"请求变更：{string.Join("；", told)}", "The claims were changed", null);
    }

    private string Change(Case disputed, Row row, string reason)
    {
        if (disputed.ClaimOf(row.Number) is { } known)
        {
            if (row.GivenUp)
            {
                cases.Remove(disputed, known);
                return $"第{known.Number}项“{ClaimCauses.Find(known.Cause)?.Zh}”不再主张";
            }
            var changed = $"第{known.Number}项由{known.Amount:0.00}元变更为{row.Amount:0.00}元";
            known.Amount = row.Amount;
            known.Basis = row.Basis ?? known.Basis;
            return changed;
        }

        var cause = ClaimCauses.Find(row.Cause) is { } named ? named.Code : "other";
        var added = new Claim
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = disputed.Id,
            Position = disputed.NextClaimPosition,
            Cause = cause,
            Amount = row.Amount,
            Basis = row.Basis ?? reason,
        };
        disputed.Claims.Add(added);
        return $"增加第{added.Number}项“{ClaimCauses.Find(cause)?.Zh}”{row.Amount:0.00}元";
    }

    private static List<Row> Rows(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("claims", out var rows) && rows.ValueKind == JsonValueKind.Array
            ?
            [
                .. rows.EnumerateArray()
                    .Select(row => new Row(
                        row.TryGetProperty("claim", out var given)
                        && given.ValueKind == JsonValueKind.Number
                        && given.TryGetInt32(out var number)
                            ? number
                            : 0,
                        row.TryGetProperty(GivenUp, out var gone) && gone.ValueKind == JsonValueKind.True,
                        Text(row, "cause"),
                        row.TryGetProperty("amount", out var money) && money.ValueKind == JsonValueKind.Number ? money.GetDecimal() : null,
                        Text(row, "basis")
                    )),
            ]
            : [];

    private static string? Text(JsonElement row, string member) =>
        row.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.Trim()
            : null;

    private sealed record Row(int Number, bool GivenUp, string? Cause, decimal? Amount, string? Basis);
}
