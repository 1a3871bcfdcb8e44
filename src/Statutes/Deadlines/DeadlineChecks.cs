using System.Globalization;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>The reasons for which the calculator refuses; each method gives the refusal, or null.</summary>
internal static class DeadlineChecks
{
    // Twenty years: the calendar's tables end in 2110, and no period of the register comes near.
    private const int LongestDays = 7320;

    // No law: a day beyond it is a slip of the pen.
    private const int LongestConsent = 366;

    private static readonly DateOnly EarliestStart = PlaceCalendar.First.AddYears(1);
    private static readonly DateOnly LatestStart = PlaceCalendar.Last.AddYears(-50);

    public static Refusal? Place(DeadlineRequest request, out Jurisdiction? place)
    {
        place = null;
        if (string.IsNullOrWhiteSpace(request.Jurisdiction))
        {
            return null;
        }

        if (!Jurisdiction.TryParse(request.Jurisdiction, out var parsed))
        {
            return new Refusal(
                "deadline.unknown-jurisdiction",
                "",
                new($"“{request.Jurisdiction}”不是行政区划代码。", $"'{request.Jurisdiction}' is no code of an administrative division.")
            )
            {
                Field = "jurisdiction",
            };
        }

        place = parsed;
        return null;
    }

    public static Refusal? Start(DeadlineRequest request, out DateOnly eventOn)
    {
        eventOn = default;
        if (string.IsNullOrWhiteSpace(request.ParameterId))
        {
            return Malformed("parameterId", "请给出参数编号（parameterId）。", "Give the parameter (parameterId).");
        }

        // Checked before the date in China is taken, which the ends of time have not.
        if (request.StartsAt is { } given && (given.UtcDateTime.Year < EarliestStart.Year || given.UtcDateTime.Year > LatestStart.Year))
        {
            return OutOfRange();
        }

        eventOn = request.StartsOn ?? (request.StartsAt is { } instant ? DeadlineCalculator.ChinaDate(instant) : default);
        if (request.StartsOn is null && request.StartsAt is null)
        {
            return Malformed(
                "startsOn",
                "请给出起算日期（startsOn）或起算时刻（startsAt）。",
                "Give the date (startsOn) or the instant (startsAt) of the event."
            );
        }

        if (request is { StartsOn: { } date, StartsAt: { } at } && DeadlineCalculator.ChinaDate(at) != date)
        {
            return Malformed(
                "startsAt",
                "起算日期与起算时刻（北京时间）不是同一天。",
                "The date and the instant (in China) of the event are different days."
            );
        }

        return eventOn < EarliestStart || eventOn > LatestStart ? OutOfRange() : null;
    }

    public static Refusal? Row(string id, DateOnly eventOn, StatuteLookup found, bool setByPaper)
    {
        var row = found.Row;
        if (row is null)
        {
            return new Refusal(
                "deadline.unknown-parameter",
                "",
                new($"法定参数登记表中没有“{id}”。", $"The register has no parameter '{id}'.")
            );
        }

        if (found.Outcome == StatuteLookupOutcome.NotHere)
        {
            return new Refusal(
                "deadline.not-here",
                row.Basis,
                new($"{row.Basis}（{id}）不适用于该地区。", $"{row.Basis} ({id}) does not apply at this place.")
            );
        }

        if (found.Outcome == StatuteLookupOutcome.NotInForce)
        {
            var early = row.EffectiveFrom is { } from && eventOn < from;
            return early
                ? new Refusal(
                    "deadline.before-effective-date",
                    row.Basis,
                    new(
                        $"起算日期{Iso(eventOn)}早于{row.Basis}（{id}）的施行日期{Iso(row.EffectiveFrom!.Value)}。",
                        $"The event on {Iso(eventOn)} precedes the effective date {Iso(row.EffectiveFrom!.Value)} of {row.Basis} ({id})."
                    )
                )
                : new Refusal(
                    "deadline.no-longer-in-force",
                    row.Basis,
                    new($"{row.Basis}（{id}）在{Iso(eventOn)}已失效。", $"{row.Basis} ({id}) was no longer in force on {Iso(eventOn)}.")
                );
        }

        if (row.IsOpen && !setByPaper)
        {
            return new Refusal(
                "deadline.open-value",
                row.Basis,
                new(
                    $"{row.Basis}（{id}）的数值尚未确定，须由管理员登记后方可计算。",
                    $"The value of {row.Basis} ({id}) is open; an administrator must set it first."
                )
            );
        }

        return !row.IsPeriod || !(setByPaper || IsCountable(row))
            ? new Refusal("deadline.not-a-period", row.Basis, new($"{row.Basis}（{id}）不是期限。", $"{row.Basis} ({id}) is not a period."))
            : null;
    }

    public static Refusal? Request(DeadlineRequest request, StatutoryParameter row, DateOnly eventOn)
    {
        if (row.Unit == StatuteUnit.Hour && (request.StartsAt is null || request.RestartsOn is not null))
        {
            return Malformed(
                request.RestartsOn is null ? "startsAt" : "restartsOn",
                $"{row.Basis}以小时计算，请给出起算时刻（startsAt）；重新计算的，以新的时刻为起算时刻。",
                $"{row.Basis} counts hours: give the instant (startsAt); after a restart, the new instant."
            );
        }

        if (request.SetFor is { } named && (named <= eventOn || named > LatestStart || request.RestartsOn is not null))
        {
            return Malformed(
                "setFor",
                $"{row.Basis}指定的期限应在起算日期之后，由文书重新指定，不适用重新计算。",
                $"The day that the paper of {row.Basis} names lies after the event; another paper names another, and nothing restarts."
            );
        }

        if (request.RestartsOn is { } restart && (restart < eventOn || restart > LatestStart))
        {
            return Malformed("restartsOn", "重新起算日期不能早于起算日期。", "The restart can't precede the event.");
        }

        if (request.RestartsOn is not null && row.CountsBackwards)
        {
            return Malformed(
                "restartsOn",
                $"{row.Basis}为倒算期限，不适用重新计算；事件改期的，请以新的日期计算。",
                $"{row.Basis} is counted backwards and can't restart; give the event's new date."
            );
        }

        return Pauses(request, row) ?? Extension(request, row);
    }

    public static Refusal? Calendar(StatutoryParameter row, WorkingCalendar calendar) =>
        calendar.Years.Count > 0 || row.Unit == StatuteUnit.Hour
            ? null
            : new Refusal(
                "deadline.calendar-missing",
                row.Basis,
                new(
                    $"工作日历没有任何年度的放假安排，无法按{row.Basis}计算。",
                    $"The working calendar holds no year at all, so {row.Basis} can't be counted."
                )
            );

    /// <summary>A year that the period runs through, and that ends before its last day, has no arrangement.</summary>
    public static Refusal UnknownYear(StatutoryParameter row, int year) =>
        new(
            "deadline.calendar-missing",
            row.Basis,
            new(
                $"{row.Basis}（{row.Id}）按工作日计算，须经过{year}年，而工作日历没有该年的放假安排，请先导入。",
                $"{row.Basis} ({row.Id}) counts working days through {year}, whose holiday arrangement is missing: import it first."
            )
        );

    private static Refusal? Pauses(DeadlineRequest request, StatutoryParameter row)
    {
        foreach (var (i, pause) in request.Pauses.Index())
        {
            if (pause.To < pause.From)
            {
                return Malformed(
                    $"pauses[{i}].to",
                    $"中止期间{Iso(pause.From)}至{Iso(pause.To)}的止日早于起日。",
                    $"The pause from {Iso(pause.From)} to {Iso(pause.To)} ends before it begins."
                );
            }

            if (pause.To > LatestStart || pause.From < EarliestStart)
            {
                return Malformed(
                    $"pauses[{i}].from",
                    $"中止期间{Iso(pause.From)}至{Iso(pause.To)}超出日历范围。",
                    $"The pause from {Iso(pause.From)} to {Iso(pause.To)} lies outside the calendar."
                );
            }
        }

        return request.Pauses.Count > 0 && (row.CountsBackwards || row.Unit == StatuteUnit.AnnualDate)
            ? new Refusal(
                "deadline.pause-not-applicable",
                row.Basis,
                new($"{row.Basis}为{(row.CountsBackwards ? "倒算期限" : "固定日期")}，不适用中止。", $"{row.Basis} can't be paused.")
            )
            : null;
    }

    private static Refusal? Extension(DeadlineRequest request, StatutoryParameter row)
    {
        if (request.ExtensionDays < 0 || request.ExtensionsGranted < 0)
        {
            return Malformed("extensionDays", "延长天数不能为负数。", "An extension can't be negative.");
        }

        if (request.ExtensionDays == 0)
        {
            return null;
        }

        if (row.ExtendsByConsent)
        {
            return request.ExtensionDays <= LongestConsent
                ? null
                : new Refusal(
                    "deadline.extension-beyond-cap",
                    row.Basis,
                    new(
                        $"{row.Basis}规定的期限，双方约定延长的不超过{LongestConsent}日，请核对约定的日期。",
                        $"An agreed extension of {row.Basis} is at most {LongestConsent} days: check the day."
                    )
                );
        }

        if (row.ExtensionCap is not { } cap)
        {
            return new Refusal(
                "deadline.extension-not-allowed",
                row.Basis,
                new($"{row.Basis}（{row.Id}）没有可以延长的规定。", $"{row.Basis} ({row.Id}) provides for no extension.")
            );
        }

        if (request.ExtensionsGranted > 0)
        {
            return new Refusal(
                "deadline.second-extension",
                row.Basis,
                new(
                    $"{row.Basis}规定的期限只能延长一次，该期限已经延长过。",
                    $"{row.Basis} allows one extension, and it was already granted."
                )
            );
        }

        return request.ExtensionDays > cap
            ? new Refusal(
                "deadline.extension-beyond-cap",
                row.Basis,
                new(
                    $"{row.Basis}规定延长不超过{Whole(cap)}{StepWords.UnitZh(row.Unit)}，申请延长{request.ExtensionDays}{StepWords.UnitZh(row.Unit)}。",
                    $"{row.Basis} allows an extension of at most {Whole(cap)} {StepWords.UnitEn(row.Unit)}; {request.ExtensionDays} were asked for."
                )
            )
            : null;
    }

    private static bool IsCountable(StatutoryParameter row)
    {
        var value = row.Value!.Value;
        var days = row.Unit switch
        {
            StatuteUnit.Year => 366,
            StatuteUnit.Month => 31,
            StatuteUnit.WorkingDay => 2,
            _ => 1,
        };
        var extended = value + (row.ExtensionCap ?? 0);
        return value >= 0 && value == decimal.Truncate(value) && extended < LongestDays && extended * days <= LongestDays;
    }

    private static Refusal OutOfRange() =>
        Malformed(
            "startsOn",
            $"起算日期应在{Iso(EarliestStart)}至{Iso(LatestStart)}之间。",
            $"The event must lie between {Iso(EarliestStart)} and {Iso(LatestStart)}."
        );

    private static Refusal Malformed(string field, string zh, string en) =>
        new("deadline.invalid-request", "", new(zh, en)) { Field = field };

    private static string Iso(DateOnly date) => StepWords.Iso(date);

    private static string Whole(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
