using LaborFlow.Cases.Guidance;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>新企用工指导指标. The other figures of the service stand with its own page.</summary>
internal static class GuidanceMeasures
{
    /// <summary>新企服务户数: an employer has one file, so that its case stands for it.</summary>
    public static readonly Measure Served = new(
        "kpi-newent-400",
        "新企服务户数",
        "New employers served",
        "期内至少得到一次服务的新注册用人单位户数（未联系上的不计）",
        "New employers for which something was done in the period; an attempt that failed is no service",
        measured =>
        {
            var (first, last) = (measured.Period.From, measured.Period.To);
            var services = measured
                .Database.Set<GuidanceEvent>()
                .Where(entry => entry.Kind != "contact" && entry.HeldOn >= first && entry.HeldOn <= last);
            return measured.Cases.Where(found => services.Any(entry => entry.CaseId == found.Id));
        }
    );
}
