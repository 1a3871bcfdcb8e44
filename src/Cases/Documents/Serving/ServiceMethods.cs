namespace LaborFlow.Cases.Documents.Serving;

/// <summary>送达方式 and the day on which each counts as service.</summary>
public static class ServiceMethods
{
    /// <summary>直接送达.</summary>
    public const string Direct = "direct";

    /// <summary>留置送达.</summary>
    public const string Left = "left";

    /// <summary>邮寄送达.</summary>
    public const string Mail = "mail";

    /// <summary>电子送达.</summary>
    public const string Electronic = "electronic";

    /// <summary>委托送达.</summary>
    public const string Entrusted = "entrusted";

    /// <summary>公告送达.</summary>
    public const string PublicNotice = "public-notice";

    /// <summary>All, as forms offer them.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new(Direct, "直接送达", "Direct service"),
        new(Left, "留置送达", "Left at the address"),
        new(Mail, "邮寄送达", "Service by mail"),
        new(Electronic, "电子送达", "Electronic service"),
        new(Entrusted, "委托送达", "Entrusted service"),
        new(PublicNotice, "公告送达", "Service by public notice"),
    ];
}
