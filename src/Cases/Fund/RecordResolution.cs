using System.Text.Json;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Fund;

/// <summary>A meeting as it is entered.</summary>
/// <param name="Year">The year of the report.</param>
/// <param name="HeldOn">The day of the meeting.</param>
/// <param name="Chair">主持人.</param>
/// <param name="Text">What was resolved.</param>
/// <param name="Members">All members.</param>
public sealed record ResolutionInput(int? Year, DateOnly? HeldOn, string? Chair, string? Text, IReadOnlyList<MemberInput>? Members);

/// <summary>A member as entered.</summary>
/// <param name="Name">Name.</param>
/// <param name="Organisation">单位.</param>
/// <param name="Presence">出席、缺席 or 回避.</param>
/// <param name="Vote">同意、反对 or 弃权.</param>
/// <param name="Recusal">回避事由.</param>
public sealed record MemberInput(string? Name, string? Organisation, string? Presence, string? Vote, string? Recusal);

/// <summary>登记基金委员会决议: notes a meeting on a year's report; the votes decide what it came to, nobody chooses it.</summary>
public sealed class RecordResolution(IFundBooks books, CommitteeVotes votes, TimeProvider time)
{
    private const int LongestText = 2000;
    private const int MostMembers = 50;

    private static readonly string[] Presences = ["出席", "缺席", "回避"];
    private static readonly string[] Votes = ["同意", "反对", "弃权"];

    /// <summary>Records it.</summary>
    /// <exception cref="InvalidInputException">A field is missing or contradicts another.</exception>
    /// <exception cref="NotAllowedException"><c>fund.resolved</c>: the year's report was carried already.</exception>
    public async ValueTask<FundResolution> HandleAsync(
        string places,
        ResolutionInput input,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var members = input.Members ?? [];
        var errors = Faults(input, members);
        var rows = JsonSerializer.SerializeToElement(new { members }, JsonSerializerOptions.Web);
        var tally = CommitteeVotes.Count([.. rows.GetProperty("members").EnumerateArray()]);
        var result =
            !votes.HasQuorum(tally) ? ResolutionResult.NoQuorum
            : CommitteeVotes.Carries(tally) ? ResolutionResult.Carried
            : ResolutionResult.NotCarried;
        if (errors.Count == 0)
            errors.AddRange(
                votes
                    .FaultsOf(
                        rows,
                        result switch
                        {
                            ResolutionResult.NoQuorum => CommitteeVotes.NoQuorum,
                            ResolutionResult.Carried => "approve",
                            _ => "refuse",
                        }
                    )
                    .Select(e => e with { Field = e.Field["data.".Length..] })
            );
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
        if ((await books.ResolutionsAsync(places, input.Year!.Value, cancellationToken)).Any(r => r.Result == ResolutionResult.Carried))
            throw new NotAllowedException(
                "fund.resolved",
                $"{input.Year}年度报告已经委员会表决通过。",
                $"The committee has carried the report of {input.Year}."
            );
        var made = new FundResolution
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Places = places,
            Year = input.Year.Value,
            HeldOn = input.HeldOn!.Value,
            Chair = input.Chair!.Trim(),
            Text = input.Text!.Trim(),
            Result = result,
            RecordedBy = by,
            RecordedAt = time.GetUtcNow(),
            Members =
            [
                .. members.Select(m => new CommitteeMember
                {
                    Name = m.Name!.Trim(),
                    Organisation = m.Organisation,
                    Presence = m.Presence!,
                    Vote = m.Vote,
                    Recusal = m.Recusal,
                }),
            ],
        };
        books.Add(made);
        return made;
    }

    private List<FieldError> Faults(ResolutionInput input, IReadOnlyList<MemberInput> members)
    {
        var errors = new List<FieldError>();
        var today = ChinaDay.Today(time);
        if (input.Year is not { } year || year < 2000 || year > today.Year)
            errors.Add(new("year", "out-of-range", "请填写已开始的年度。", "A year that has begun is needed."));
        if (input.HeldOn is not { } day || day > today || day.Year < input.Year)
            errors.Add(new("heldOn", "contradictory", "会议日期应在报告年度开始之后、今日之前。", "The day of the meeting, up to today."));
        if (string.IsNullOrWhiteSpace(input.Chair) || input.Chair.Length > 100)
            errors.Add(new("chair", "required", "请填写主持人。", "Who chaired the meeting?"));
        if (string.IsNullOrWhiteSpace(input.Text) || input.Text.Length > LongestText)
            errors.Add(new("text", "required", $"请填写决议内容，{LongestText}字以内。", "What was resolved?"));
        if (members.Count is 0 or > MostMembers)
            errors.Add(new("members", "required", "请逐名填写全体委员。", "Enter every member."));
        foreach (var (member, i) in members.Select((member, i) => (member, i)))
        {
            if (string.IsNullOrWhiteSpace(member.Name) || member.Name.Length > 100)
                errors.Add(new($"members[{i}].name", "required", "请填写委员姓名。", "The member's name is needed."));
            if (!Presences.Contains(member.Presence))
                errors.Add(new($"members[{i}].presence", "unknown-code", "到会情况为出席、缺席或者回避。", "Present, absent or recused."));
            if (member.Vote is not null && !Votes.Contains(member.Vote))
                errors.Add(new($"members[{i}].vote", "unknown-code", "表决意见为同意、反对或者弃权。", "For, against or abstained."));
            if (member.Organisation?.Length > 200 || member.Recusal?.Length > 500)
                errors.Add(new($"members[{i}].organisation", "too-long", "内容过长。", "Too long."));
        }
        return errors;
    }
}
