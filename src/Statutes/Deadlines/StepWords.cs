using System.Globalization;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>The sentences of explanations.</summary>
internal static class StepWords
{
    /// <summary>Saturday and Sunday are the weekly days of rest of public bodies.</summary>
    public const string WeekBasis = "《国务院关于职工工作时间的规定》第7条";

    private static readonly string[] WeekdaysZh = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public static Bilingual Start(ExplanationStep step)
    {
        var row = step.Subject<StatutoryParameter>();
        var at = Iso(step.Date);
        return new(
            $"自{at}{EventZh(row)}次日起算，当日不计入。",
            $"Counted from the day after {EventEn(row)} on {at}; that day itself does not count."
        );
    }

    public static Bilingual StartAt(ExplanationStep step)
    {
        var (row, instant) = step.Subject<(StatutoryParameter, DateTimeOffset)>();
        var at = Clock(instant);
        return new($"自{at}（北京时间）{EventZh(row)}起连续计算。", $"Runs without a break from {EventEn(row)} at {at} (China time).");
    }

    public static Bilingual Before(ExplanationStep step)
    {
        var row = step.Subject<StatutoryParameter>();
        var at = Iso(step.Date);
        return new(
            $"以{at}{EventZh(row)}之日为准向前倒算，当日不计入。",
            $"Counted backwards from {EventEn(row)} on {at}; that day itself does not count."
        );
    }

    public static Bilingual Restart(ExplanationStep step)
    {
        var at = Iso(step.Date);
        return new(
            $"因重新计算事由，期限自{at}次日起重新起算，此前已经过的期间作废。",
            $"The period began anew on the day after {at}; what had run before falls away."
        );
    }

    public static Bilingual Period(ExplanationStep step)
    {
        var (row, length) = step.Subject<(StatutoryParameter, int)>();
        if (row.Unit == StatuteUnit.AnnualDate)
        {
            return new(
                $"固定期日为每年{length / 100}月{length % 100}日。",
                $"The fixed day is {length / 100:00}-{length % 100:00} of every year."
            );
        }

        var daysOff = row is { Unit: StatuteUnit.NaturalDay, CountsBackwards: false };
        return new(
            $"期限为{length}{UnitZh(row.Unit)}{(daysOff ? "，其间的休息日和节假日照算" : "")}。",
            $"The period is {length} {UnitEn(row.Unit)}{(daysOff ? "; days off inside it count" : "")}."
        );
    }

    public static Bilingual Paper(ExplanationStep step)
    {
        return new(
            $"文书指定的最后一日为{Iso(step.Date)}；登记册没有载明日数，遇休息日不顺延。",
            $"The paper names {Iso(step.Date)} as the last day; the register has no number of days for it, and a day off moves nothing."
        );
    }

    public static Bilingual Extension(ExplanationStep step)
    {
        var (row, extension) = step.Subject<(StatutoryParameter, int)>();
        var total = (int)row.Value!.Value + extension;
        return new(
            $"经批准延长{extension}{UnitZh(row.Unit)}，合计{total}{UnitZh(row.Unit)}。",
            $"Extended with approval by {extension} {UnitEn(row.Unit)}, {total} in all."
        );
    }

    public static Bilingual Pause(ExplanationStep step) =>
        new(
            $"{Range(step, "至")}中止（首尾两日包括在内）共{step.Days}日，不计入期限。",
            $"It stood still from {Range(step, " to ")}, both included: {step.Days} days do not count."
        );

    public static Bilingual Holiday(ExplanationStep step)
    {
        var name = step.Subject<Bilingual>();
        return new(
            $"{Range(step, "至")}{name.Zh}放假{Math.Abs(step.Days)}日，不计为工作日。",
            $"{name.En} from {Range(step, " to ")}: {Math.Abs(step.Days)} days off, not counted as working days."
        );
    }

    public static Bilingual MakeUpDay(ExplanationStep step)
    {
        var name = step.Subject<Bilingual>();
        return new(
            $"{Range(step, "至")}（{WeekdayZh(step.Date)}）因{name.Zh}调休上班，计为工作日。",
            $"{Range(step, " to ")} ({step.Date.DayOfWeek}) is worked to make up for {name.En}, and counts as a working day."
        );
    }

    public static Bilingual Weekends(ExplanationStep step) =>
        new($"其间周末休息{Math.Abs(step.Days)}日，不计为工作日。", $"{Math.Abs(step.Days)} weekend days are not counted as working days.");

    public static Bilingual RollOver(ExplanationStep step)
    {
        var name = step.Subject<Bilingual>();
        return new(
            $"届满日{Iso(step.Date)}（{WeekdayZh(step.Date)}）为{(name.Zh is null ? "休息日" : name.Zh + "假期")}，顺延至其后第一个工作日{Iso(step.Until)}。",
            $"The last day, {Iso(step.Date)} ({step.Date.DayOfWeek}), is {(name.En is null ? "a day off" : "off for " + name.En)} and moves to the next working day, {Iso(step.Until)}."
        );
    }

    public static Bilingual Unconfirmed(ExplanationStep step)
    {
        var row = step.Subject<StatutoryParameter>();
        return new(
            $"注意：参数{row.Id}（{row.Basis}）尚待管理员确认。",
            $"Note: parameter {row.Id} ({row.Basis}) still awaits confirmation."
        );
    }

    public static Bilingual UnconfirmedUnit(ExplanationStep step)
    {
        var row = step.Subject<StatutoryParameter>();
        return new(
            $"注意：{row.Basis}的“{(int)row.Value!.Value}日”按工作日计算，依据{step.Basis}，该口径尚待管理员确认。",
            $"Note: reading the {(int)row.Value!.Value} days of {row.Basis} as working days rests on {step.Basis}, which still awaits confirmation."
        );
    }

    public static Bilingual Provisional(ExplanationStep step) =>
        new(
            $"截至{step.Date.Year}年的放假安排尚未全部导入，本结果为暂定，导入后须重新计算。",
            $"Holiday arrangements up to {step.Date.Year} are not all loaded: this result is provisional and must be recomputed once they are."
        );

    public static Bilingual Due(ExplanationStep step)
    {
        var (row, dueAt) = step.Subject<(StatutoryParameter, DateTimeOffset?)>();
        var zh = row.Action.Zh ?? $"完成：{row.RuleZh}";
        var en = row.Action.En ?? $"complete what {row.Basis} ({row.Id}) requires";
        return dueAt is { } instant
            ? new($"应于{Clock(instant)}（北京时间）前{zh}。", $"Due by {Clock(instant)} (China time): {en}.")
            : new($"应于{Iso(step.Date)}前（含当日）{zh}。", $"Due by {Iso(step.Date)}, that day included: {en}.");
    }

    public static string UnitZh(StatuteUnit unit) =>
        unit switch
        {
            StatuteUnit.WorkingDay => "个工作日",
            StatuteUnit.Month => "个月",
            StatuteUnit.Year => "年",
            StatuteUnit.Hour => "小时",
            _ => "日",
        };

    public static string UnitEn(StatuteUnit unit) =>
        unit switch
        {
            StatuteUnit.WorkingDay => "working day(s)",
            StatuteUnit.Month => "month(s)",
            StatuteUnit.Year => "year(s)",
            StatuteUnit.Hour => "hour(s)",
            _ => "day(s)",
        };

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset instant) =>
        instant.ToOffset(DeadlineCalculator.ChinaOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string EventZh(StatutoryParameter row) =>
        row.Event.Zh ?? (row.ClockStart.Length == 0 ? "" : $"（{row.ClockStart.Replace("(倒算)", "", StringComparison.Ordinal)}）");

    private static string EventEn(StatutoryParameter row) => row.Event.En ?? "the event that starts the clock";

    private static string WeekdayZh(DateOnly date) => WeekdaysZh[(int)date.DayOfWeek];

    private static string Range(ExplanationStep step, string to) =>
        step.Date == step.Until ? Iso(step.Date) : $"{Iso(step.Date)}{to}{Iso(step.Until)}";
}
