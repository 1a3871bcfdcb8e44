namespace LaborFlow.Host.Elsa;

/// <summary>The language of the designer's toolbox: Chinese unless the designer's switch set the cookie to English.</summary>
internal static class ElsaLanguage
{
    /// <summary>Written by the designer's language switch.</summary>
    public const string Cookie = "laborflow-language";

    public static bool IsEnglish(HttpContext context) => context.Request.Cookies[Cookie] == "en";
}
