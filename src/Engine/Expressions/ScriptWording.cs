namespace LaborFlow.Engine.Expressions;

/// <summary>The Chinese of what the script engine refuses; an author's own words and rarer messages stay as they are.</summary>
internal static class ScriptWording
{
    public static string Zh(string message) =>
        message switch
        {
            "Generator functions are not supported" => "不支持生成器函数（function*、yield），请改用数组",
            "Promise is not supported" => "不支持 Promise，脚本同步执行；直接写值，或用 async/await",
            "BigInt is not supported" => "不支持 BigInt，请用普通数字",
            "Intl is not supported" => "不支持 Intl，请用 toLocaleString、toLocaleDateString 或 localeCompare",
            "console is not supported" => "不支持 console，请用 WriteLine 或 Log 活动",
            "DateTime is not supported" or "DateTimeOffset is not supported" or "TimeSpan is not supported" =>
                "脚本不能使用 .NET 类型，日期请用 Date",
            "Guid is not supported" => "脚本不能使用 .NET 类型，请用 newGuid()",
            "Unexpected end of input" => "脚本不完整，到此处意外结束",
            "Invalid or unexpected token" => "无法识别的符号",
            "Unterminated template literal" => "模板字符串没有结束",
            "missing ) after argument list" => "参数列表缺少右括号",
            "Invalid left-hand side in assignment" => "赋值号左边不能赋值",
            _ when Cut(message, "", " is not supported") is { } name => $"不支持 {name}",
            _ when Cut(message, "Unexpected token '", "'") is { } token => $"意外的符号“{token}”",
            _ when Cut(message, "Unexpected identifier '", "'") is { } word => $"意外的名称“{word}”",
            _ when Cut(message, "Identifier '", "' has already been declared") is { } twice => $"名称“{twice}”重复声明",
            _ => message,
        };

    private static string? Cut(string message, string start, string end) =>
        message.Length > start.Length + end.Length
        && message.StartsWith(start, StringComparison.Ordinal)
        && message.EndsWith(end, StringComparison.Ordinal)
            ? message[start.Length..^end.Length]
            : null;
}
