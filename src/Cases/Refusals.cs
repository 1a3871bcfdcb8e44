namespace LaborFlow.Cases;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Path as the client sent it, e.g. <c>claims[0].amount</c>; <c>""</c> for the request as a whole.</param>
/// <param name="Code">Stable code, e.g. <c>required</c>, <c>too-long</c>, <c>contradictory</c>.</param>
/// <param name="Zh">Message in Chinese.</param>
/// <param name="En">Message in English.</param>
public sealed record FieldError(string Field, string Code, string Zh, string En);

/// <summary>The input is wrong; nothing was changed. HTTP hosts answer 400.</summary>
public sealed class InvalidInputException(IReadOnlyList<FieldError> errors)
    : Exception("The input has errors: " + string.Join(", ", errors.Select(e => $"{e.Field} {e.Code}")))
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}

/// <summary>The command is not allowed now; nothing was changed. HTTP hosts answer 422.</summary>
public sealed class NotAllowedException(string code, string zh, string en, IReadOnlyList<FieldError>? errors = null) : Exception(en)
{
    /// <summary>The fields that would let it pass, when there are such.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors ?? [];

    /// <summary>Stable code, e.g. <c>task.not-allowed</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Why, in Chinese.</summary>
    public string Zh { get; } = zh;

    /// <summary>Why, in English.</summary>
    public string En { get; } = en;
}

/// <summary>Something moved since the caller read it; nothing was changed. HTTP hosts answer 409.</summary>
public sealed class ChangedException(string code, string zh, string en, string? by = null, DateTimeOffset? at = null) : Exception(en)
{
    /// <summary>Stable code, e.g. <c>task.changed</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What happened, in Chinese.</summary>
    public string Zh { get; } = zh;

    /// <summary>What happened, in English.</summary>
    public string En { get; } = en;

    /// <summary>Who completed it meanwhile, when somebody did.</summary>
    public string? By { get; } = by;

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; } = at;
}
