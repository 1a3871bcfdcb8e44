using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Statutes;

/// <summary>工作日历: the arranged years and local days; changes take a proposal and another person's approval, as those of the register do.</summary>
internal static class ManageCalendar
{
    public sealed record Answer(IReadOnlyList<Year> Years, IReadOnlyList<Local> LocalDays, Warning? Warning);

    public sealed record Year(int Number, IReadOnlyList<Day> Days);

    public sealed record Day(DateOnly Date, bool Working, string Zh, string En);

    public sealed record Local(
        Guid Id,
        string Jurisdiction,
        DateOnly Date,
        bool Working,
        string Zh,
        string En,
        string Basis,
        DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo,
        string AddedBy,
        DateTimeOffset AddedAt
    );

    public sealed record Warning(int Year, string Zh, string En);

    public sealed record NewDay(
        string? Jurisdiction,
        DateOnly? Date,
        bool? Working,
        string? NameZh,
        string? NameEn,
        DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo,
        string? LegalBasis
    );

    public sealed record Withdrawal(string? LegalBasis);

    public static void Map(IEndpointRouteBuilder statutes)
    {
        statutes.MapGet("/calendar", ReadAsync).RequireAuthorization(Policies.CaseReaders).WithName("working-calendar");
        statutes.MapPost("/calendar/days", AddDayAsync).RequireAuthorization(Policies.Administration).WithName("propose-local-day");
        statutes
            .MapPost("/calendar/days/{id:guid}/withdraw", WithdrawAsync)
            .RequireAuthorization(Policies.Administration)
            .WithName("withdraw-local-day");
        statutes.MapPost("/calendar/years", ImportAsync).RequireAuthorization(Policies.Administration).WithName("import-calendar-year");
    }

    private static async Task<Answer> ReadAsync(
        int? year,
        WorkingCalendar calendar,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var local = await database
            .Set<LocalDayRow>()
            .AsNoTracking()
            .OrderBy(row => row.Day)
            .ThenBy(row => row.Jurisdiction)
            .ToListAsync(cancellationToken);
        var warning = calendar.Warn(ChinaDay.Today(time));
        return new Answer(
            [
                .. calendar
                    .Years.Where(known => year is null || known.Year == year)
                    .Select(known => new Year(
                        known.Year,
                        [.. known.Days.Select(day => new Day(day.Date, day.Working, day.Name.Zh, day.Name.En))]
                    )),
            ],
            [
                .. local
                    .Where(row => year is null || row.Day.Year == year)
                    .Select(row => new Local(
                        row.Id,
                        row.Jurisdiction,
                        row.Day,
                        row.Working,
                        row.NameZh,
                        row.NameEn,
                        row.Basis,
                        row.EffectiveFrom,
                        row.EffectiveTo,
                        row.AddedBy,
                        row.AddedAt
                    )),
            ],
            warning is null ? null : new Warning(warning.Year, warning.Message.Zh, warning.Message.En)
        );
    }

    private static async Task<IResult> AddDayAsync(
        NewDay request,
        ClaimsPrincipal user,
        StatuteChanges changes,
        CancellationToken cancellationToken
    )
    {
        var place =
            ProposeChanges.PlaceOf(request.Jurisdiction, "jurisdiction")
            ?? throw ProblemException.Field("jurisdiction", "required", "请填写适用地区。", "Say where the day holds.");
        var date = request.Date ?? throw ProblemException.Field("date", "required", "请填写日期。", "Say which day.");
        var working =
            request.Working ?? throw ProblemException.Field("working", "required", "请说明上班或放假。", "Say whether it is worked.");
        if (string.IsNullOrWhiteSpace(request.NameZh))
            throw ProblemException.Field("nameZh", "required", "请填写名称。", "Give it a name.");
        if (request.EffectiveTo < request.EffectiveFrom)
            throw ProblemException.Field("effectiveTo", "contradictory", "失效日期早于生效日期。", "It ends before it begins.");
        var day = new LocalDay(
            place,
            new CalendarDay(date, working, new Bilingual(request.NameZh.Trim(), request.NameEn?.Trim() ?? request.NameZh.Trim())),
            (request.LegalBasis ?? "").Trim(),
            request.EffectiveFrom,
            request.EffectiveTo
        );
        var subject = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " + place.Code;
        var proposal = await changes.ProposeAsync(
            StatuteChangeKind.LocalDay,
            subject,
            StatuteStore.Write(day),
            request.LegalBasis ?? "",
            user.UserName(),
            cancellationToken
        );
        return TypedResults.Created(
            "/api/statutes/changes/" + proposal.Id,
            await ProposeChanges.ShowAsync(proposal, changes, cancellationToken)
        );
    }

    private static async Task<IResult> WithdrawAsync(
        Guid id,
        Withdrawal request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteChanges changes,
        CancellationToken cancellationToken
    )
    {
        var day = await database.FindAsync<LocalDayRow>([id], cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        var subject = day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " + day.Jurisdiction;
        var proposal = await changes.ProposeAsync(
            StatuteChangeKind.LocalDayEnd,
            subject,
            JsonSerializer.Serialize(id),
            request.LegalBasis ?? "",
            user.UserName(),
            cancellationToken
        );
        return TypedResults.Created(
            "/api/statutes/changes/" + proposal.Id,
            await ProposeChanges.ShowAsync(proposal, changes, cancellationToken)
        );
    }

    /// <summary>The body is a file of <c>tools/calendar</c>: <c>{years: [{year, days: [{date, working, zh, en}]}]}</c>; one proposal a year.</summary>
    private static async Task<IResult> ImportAsync(
        HttpRequest request,
        string? legalBasis,
        ClaimsPrincipal user,
        StatuteChanges changes,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        IReadOnlyList<CalendarYear> years;
        try
        {
            years = HolidayFile.Read(body);
        }
        catch (Exception unreadable)
            when (unreadable
                    is JsonException
                        or FormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentNullException
            )
        {
            throw ProblemException.Field(
                "",
                "malformed",
                "不是放假安排文件。每年写明 year 和 days，每日写明 date（如2027-01-01，须在该年内）、working、zh、en，全部年份放在 years 之下。",
                "Not a file of holiday arrangements: years holds for each year its year and days, each day its date (as 2027-01-01, within the year), working, zh and en."
            );
        }
        if (years.Count == 0 || years.Any(year => year.Days.Count == 0))
            throw ProblemException.Field("years", "required", "文件中没有放假安排。", "The file arranges nothing.");
        var rows = new List<ProposeChanges.Row>();
        foreach (var year in years)
        {
            var proposal = await changes.ProposeAsync(
                StatuteChangeKind.CalendarYear,
                year.Year.ToString(CultureInfo.InvariantCulture),
                StatuteStore.Write(year),
                legalBasis ?? StatuteStore.NoticeOf(year.Year),
                user.UserName(),
                cancellationToken
            );
            rows.Add(await ProposeChanges.ShowAsync(proposal, changes, cancellationToken));
        }
        return TypedResults.Created("/api/statutes/changes", rows);
    }
}
