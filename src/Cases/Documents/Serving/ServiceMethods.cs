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

    /// <summary>电话送达.</summary>
    public const string Phone = "phone";

    /// <summary>短信送达.</summary>
    public const string Sms = "sms";

    /// <summary>传真送达.</summary>
    public const string Fax = "fax";

    /// <summary>电子邮件送达.</summary>
    public const string Email = "email";

    /// <summary>简便方式, see <see cref="SimpleService"/>.</summary>
    public static readonly IReadOnlyList<string> Simple = [Phone, Sms, Fax, Email];

    /// <summary>All, as forms offer them.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new(Direct, "直接送达", "Direct service"),
        new(Left, "留置送达", "Left at the address"),
        new(Mail, "邮寄送达", "Service by mail"),
        new(Electronic, "电子送达", "Electronic service"),
        new(Entrusted, "委托送达", "Entrusted service"),
        new(PublicNotice, "公告送达", "Service by public notice"),
        new(Phone, "电话送达", "Service by telephone"),
        new(Sms, "短信送达", "Service by short message"),
        new(Fax, "传真送达", "Service by fax"),
        new(Email, "电子邮件送达", "Service by e-mail"),
    ];
}
