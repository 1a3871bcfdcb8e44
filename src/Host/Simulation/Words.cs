namespace LaborFlow.Host.Simulation;

/// <summary>What officers write into the free fields of forms, by the field's name; a short remark where nothing better is known.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string> ByField = new(StringComparer.Ordinal)
    {
        ["startsAt"] = "09:30",
        ["place"] = "第一仲裁庭",
        ["summary"] = "双方到场，对拖欠款项的数额和支付时间进行了协商。",
        ["record"] = "双方到场，核对身份后陈述意见、举证质证并作最后陈述。",
        ["terms"] = "用人单位在约定日期前一次性支付上述款项，双方就本次争议再无其他纠纷。",
        ["undisputed"] = "双方对入职时间、岗位和工资标准没有争议。",
        ["disputed"] = "双方对欠付数额有争议。",
        ["findings"] = "经查阅工资发放记录、考勤记录并询问当事人，违法事实清楚。",
        ["finding"] = "经复核工资发放凭证并电话核实劳动者，情况属实。",
        ["visits"] = "到用人单位现场检查，询问人事负责人和劳动者各一人。",
        ["reasons"] = "事实清楚，证据充分。",
        ["legalBasis"] = "《劳动法》第50条",
        ["opinion"] = "同意经办意见",
        ["note"] = "已电话联系，情况正常",
        ["plan"] = "一个月内补签劳动合同，安排一次用工培训",
        ["proof"] = "银行转账凭证",
        ["court"] = "龙华区人民法院",
        ["authority"] = "龙岗区人力资源局",
        ["bank"] = "中国工商银行",
    };

    /// <summary>The text for a field.</summary>
    public static string For(string field) => ByField.GetValueOrDefault(field, "已核实");
}
