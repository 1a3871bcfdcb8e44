using LaborFlow.Cases.Guidance;

namespace LaborFlow.Cases.Imports;

/// <summary>A line of the feed of newly registered employers.</summary>
/// <param name="Number">The line of the file, from 1; the header is usually 1.</param>
/// <param name="Enterprise">What it says; what could not be read is missing.</param>
/// <param name="Errors">What could not be read.</param>
public sealed record EnterpriseLine(int Number, NewEnterprise Enterprise, IReadOnlyList<FieldError> Errors);

/// <summary>The feed of newly registered employers as a CSV file (UTF-8 or GB18030), with the columns of <see cref="Columns"/>.</summary>
public static class EnterpriseSheet
{
    private const int MostLines = 5_000;

    /// <summary>The columns; the first, name, industry, district, day of registration and headcount are required.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "统一社会信用代码",
        "单位名称",
        "行业",
        "区",
        "注册日期",
        "参保人数",
        "地址",
        "法定代表人",
        "联系电话",
        "灵活用工",
        "法人欠薪记录",
        "来源",
        "企业类型",
        "规模",
        "园区",
        "人事联系人",
        "首次参保日期",
        "六个月内计划用工人数",
        "特殊工时",
        "已建工会",
        "合同订立方式",
        "法人曾任职单位",
        "服务语言",
    ];

    /// <summary>Reads it.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read: its encoding, its header, its length.</exception>
    public static IReadOnlyList<EnterpriseLine> Read(ReadOnlySpan<byte> content)
    {
        var sheet = Sheet.Read(content, [.. Columns], [.. Columns.Take(6)], MostLines);
        return sheet.Faults.Count > 0 ? throw new InvalidInputException(sheet.Faults) : [.. sheet.Lines.Select(Line)];
    }

    private static EnterpriseLine Line(SheetLine line)
    {
        if (line.Fault is { } fault)
            return new EnterpriseLine(line.Number, new NewEnterprise(), [fault]);
        var cells = new CellReader();
        var place = line["区"];
        var district = Places.Districts.All.FirstOrDefault(d => d.Name == place || d.Code == place)?.Code ?? place;
        var planned = cells.Amount(line["六个月内计划用工人数"], "plannedHeadcount");
        var enterprise = new NewEnterprise
        {
            CreditCode = line["统一社会信用代码"],
            Name = line["单位名称"],
            Industry = line["行业"],
            District = district,
            RegisteredOn = cells.Day(line["注册日期"], "registeredOn"),
            Headcount = (int)Math.Clamp(cells.Amount(line["参保人数"], "headcount") ?? -1m, -1m, 10_000_000m),
            Address = line["地址"],
            LegalRepresentative = line["法定代表人"],
            ContactPhone = line["联系电话"],
            FlexibleLabour = cells.Flag(line["灵活用工"], "flexibleLabour"),
            RepresentativeOwedWages = cells.Flag(line["法人欠薪记录"], "representativeOwedWages"),
            Trigger = EnterpriseCodes.CodeOf(EnterpriseCodes.Triggers, line["来源"]),
            Kind = line["企业类型"],
            Scale = EnterpriseCodes.CodeOf(EnterpriseCodes.Scales, line["规模"]),
            Park = line["园区"],
            ContactName = line["人事联系人"],
            FirstInsuredOn = cells.Day(line["首次参保日期"], "firstInsuredOn"),
            PlannedHeadcount = planned is { } many ? (int)Math.Clamp(many, -1m, 10_000_000m) : null,
            SpecialHours = cells.Flag(line["特殊工时"], "specialHours"),
            Union = string.IsNullOrWhiteSpace(line["已建工会"]) ? null : cells.Flag(line["已建工会"], "union"),
            ContractMethod = EnterpriseCodes.CodeOf(EnterpriseCodes.ContractMethods, line["合同订立方式"]),
            PreviousCompanies = line["法人曾任职单位"],
            Language = line["服务语言"],
        };
        return new EnterpriseLine(line.Number, enterprise, cells.Errors);
    }
}
