using System.Text.Json;
using System.Text.RegularExpressions;
using LaborFlow.Cases;

namespace LaborFlow.Host.Problems;

/// <summary>Turns what the framework says about a request that it could not read into a problem that names the field.</summary>
internal static partial class BindingProblems
{
    public static Problem From(BadHttpRequestException failure)
    {
        if (failure.InnerException is JsonException json)
            return From(json);
        if (failure.StatusCode != StatusCodes.Status400BadRequest)
            return KnownProblems.ForStatus(failure.StatusCode);
        if (failure.Message.Contains("body", StringComparison.OrdinalIgnoreCase))
            return KnownProblems.MalformedJson("", "json.malformed", "请求没有内容。", "The request has no body.");
        var parameter = ParameterName().Match(failure.Message);
        return KnownProblems.InvalidInput(
            parameter.Success
                ?
                [
                    new FieldError(
                        parameter.Groups["name"].Value,
                        "field.invalid",
                        "缺少该项或其格式有误。",
                        "Missing, or of the wrong type."
                    ),
                ]
                : []
        );
    }

    public static Problem From(JsonException failure)
    {
        if (failure is DuplicateMemberException twice)
            return KnownProblems.MalformedJson(
                twice.Place,
                "json.duplicate-member",
                "同一对象中有重名的成员。",
                "A member stands twice in one object."
            );
        var field = FieldOf(failure.Path);
        // The serializer wraps the reader's own failure: then the text is not JSON at all. Otherwise the JSON has the wrong shape.
        if (failure.InnerException is JsonException)
        {
            var line = (failure.LineNumber ?? 0) + 1;
            if (failure.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
                return KnownProblems.MalformedJson(
                    field,
                    "json.too-deep",
                    $"第 {line} 行起 JSON 嵌套过深。",
                    $"The JSON is nested too deeply, from line {line} on."
                );
            return KnownProblems.MalformedJson(
                field,
                "json.malformed",
                $"第 {line} 行起 JSON 不完整或有语法错误。",
                $"Not JSON, or cut off, at line {line}."
            );
        }
        if (failure.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return KnownProblems.MalformedJson(
                field,
                "field.unknown",
                "没有这一项，请检查名称。",
                "There is no such field; check its name."
            );
        if (failure.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase))
            return KnownProblems.MalformedJson(field, "field.duplicate", "该项重复出现。", "The field stands there twice.");
        return KnownProblems.MalformedJson(field, "field.wrong-type", "该项的类型或格式有误。", "The field has the wrong type or format.");
    }

    private static string FieldOf(string? path) =>
        path switch
        {
            null or "$" => "",
            _ when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
            _ => path.TrimStart('$'),
        };

    [GeneratedRegex("parameter \"\\S+ (?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex ParameterName();
}
