using System.Globalization;
using LaborFlow.Cases.Arbitration;

namespace LaborFlow.Host.Mail;

/// <summary>开庭 as an entry of a calendar: the same one in mails and feeds, so that a hearing stands in a calendar once.</summary>
internal static class HearingEntries
{
    public static CalendarEntry Of(Hearing hearing, string caseNumber) =>
        new(
            $"{hearing.Id:N}@laborflow",
            hearing.HeldOn,
            $"{caseNumber} 第{hearing.Number}次开庭",
            $"请于{hearing.HeldOn.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)}{hearing.StartsAt}准时到庭。",
            TimeOnly.TryParse(hearing.StartsAt, CultureInfo.InvariantCulture, out var at) ? at : null,
            hearing.Place
        );
}
