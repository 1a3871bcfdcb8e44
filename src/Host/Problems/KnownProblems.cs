using LaborFlow.Cases;

namespace LaborFlow.Host.Problems;

/// <summary>The problems that every part of the API shares, with their stable codes.</summary>
internal static class KnownProblems
{
    public static Problem InvalidInput(IReadOnlyList<FieldError> errors) =>
        Of(400, "input.invalid", "提交的内容有误，请按提示修改后重新提交。", "The input is not valid; see errors.", errors);

    public static Problem MalformedJson(string field, string code, string zh, string en) =>
        Of(
            400,
            "json.invalid",
            "提交的 JSON 内容不完整或格式有误。",
            "The JSON is cut off, malformed or of the wrong shape.",
            [new(field, code, zh, en)]
        );

    public static Problem Unauthenticated { get; } = Of(401, "auth.required", "请先登录。", "Sign in first.");

    public static Problem WrongCredentials { get; } =
        Of(401, "auth.wrong-credentials", "用户名或密码不正确。", "The user name or the password is wrong.");

    public static Problem LockedOut { get; } =
        Of(401, "auth.locked-out", "密码多次错误，账户已暂时锁定。", "Too many wrong passwords: the account is locked for a while.");

    public static Problem SecondFactorNeeded { get; } =
        Of(401, "auth.second-factor-needed", "请输入动态验证码或恢复码。", "A code of the authenticator app or a recovery code is needed.");

    public static Problem WrongSecondFactor { get; } =
        Of(401, "auth.wrong-second-factor", "验证码或恢复码不正确，或者已经用过。", "The code is wrong or was used before.");

    public static Problem PasswordMustChange { get; } =
        Of(403, "auth.password-must-change", "请先修改初始密码。", "Replace the password that was set for you first.");

    public static Problem Forbidden { get; } = Of(403, "auth.forbidden", "您没有执行此操作的权限。", "You may not do this.");

    public static Problem CsrfHeaderMissing { get; } =
        Of(403, "csrf.header-missing", "请求缺少防伪头 X-CSRF。", "A change that is signed in by cookie needs the header X-CSRF: 1.");

    public static Problem NotFound { get; } = Of(404, "not-found", "所请求的内容不存在。", "There is nothing here.");

    public static Problem MethodNotAllowed { get; } =
        Of(405, "method-not-allowed", "该地址不支持此请求方法。", "This address does not take that method.");

    public static Problem TooLarge { get; } =
        Of(413, "request.too-large", "提交的内容超过大小限制。", "The request is larger than allowed.");

    /// <summary>As <see cref="TooLarge"/>, saying what the address takes.</summary>
    public static Problem TooLargeFor(long bytes) =>
        TooLarge with
        {
            Errors =
            [
                new(
                    "",
                    "request.too-large",
                    $"此处最多接收 {bytes / 1024 / 1024} MB。",
                    $"This address takes at most {bytes / 1024 / 1024} MB."
                ),
            ],
        };

    public static Problem UnsupportedMediaType { get; } =
        Of(415, "media-type.unsupported", "不支持该内容类型。", "This address does not take that content type.");

    public static Problem TooManyRequests { get; } =
        Of(429, "rate.limited", "请求过于频繁，请稍后再试。", "Too many requests; try again later.") with
        {
            RetryAfterSeconds = 60,
        };

    /// <summary>As <see cref="TooManyRequests"/>, saying in words and figures how long to wait.</summary>
    public static Problem TooManyFor(TimeSpan wait) => TooManyRequests.Until(wait, "尝试次数过多", "Too many attempts");

    /// <summary>As <see cref="LockedOut"/>, saying in words and figures how long to wait.</summary>
    public static Problem LockedOutFor(TimeSpan wait) =>
        LockedOut.Until(wait, "密码多次错误，账户已暂时锁定", "Too many wrong passwords: the account is locked for a while");

    private static Problem Until(this Problem problem, TimeSpan wait, string zh, string en)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        var (minutes, rest) = (seconds / 60, seconds % 60);
        var (inWords, inEnglish) = (minutes, rest) switch
        {
            (0, _) => ($"{rest} 秒", $"{rest} seconds"),
            (_, 0) => ($"{minutes} 分钟", $"{minutes} minutes"),
            _ => ($"{minutes} 分 {rest} 秒", $"{minutes} minutes {rest} seconds"),
        };
        return problem with
        {
            Messages = new ProblemMessages($"{zh}，请在 {inWords}后再试。", $"{en}; try again in {inEnglish}."),
            RetryAfterSeconds = seconds,
            Details = new Dictionary<string, object?> { ["retryAfterSeconds"] = seconds },
        };
    }

    public static Problem Unexpected { get; } =
        Of(500, "unexpected", "系统发生错误，操作未生效，请稍后再试。", "Something went wrong and nothing was changed; try again later.");

    public static Problem Unavailable { get; } =
        Of(503, "unavailable", "服务暂时不可用，请稍后再试。", "The service is not available now; try again later.") with
        {
            RetryAfterSeconds = 5,
        };

    /// <summary>The problem for an answer that carries only a status, such as the framework's own 405.</summary>
    public static Problem ForStatus(int status) =>
        status switch
        {
            400 => InvalidInput([]),
            401 => Unauthenticated,
            403 => Forbidden,
            404 => NotFound,
            405 => MethodNotAllowed,
            413 => TooLarge,
            415 => UnsupportedMediaType,
            429 => TooManyRequests,
            503 => Unavailable,
            >= 500 => Unexpected with { Status = status },
            _ => Of(status, "request.refused", "请求未被接受。", "The request was refused."),
        };

    /// <summary>A problem of a subject of its own.</summary>
    public static Problem Of(int status, string code, string zh, string en, IReadOnlyList<FieldError>? errors = null) =>
        new(status, code, new ProblemMessages(zh, en), errors ?? []);
}
