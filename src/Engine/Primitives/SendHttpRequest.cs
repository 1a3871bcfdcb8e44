using System.Globalization;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Primitives;

/// <summary>
/// What the two request activities share. The request leaves through the outbox after the commit, since what was sent cannot be rolled
/// back; the answer resumes the activity. Sent at least once, with an <c>Idempotency-Key</c> that repetitions share.
/// </summary>
public abstract class HttpRequestActivity : Activity<object>
{
    private const string TriesKey = "Tries";

    /// <summary>Where to; the host must be on <see cref="EngineOptions.AllowedHosts"/>.</summary>
    [Input(IsRequired = true, Description = "The URL to send the request to.", Order = 1)]
    public Input<string> Url { get; set; } = new();

    /// <summary>GET unless told otherwise.</summary>
    [Input(Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], DefaultValue = "GET", Order = 2)]
    public Input<string> Method { get; set; } = new("GET");

    /// <summary>A text is sent as it is, everything else as JSON.</summary>
    [Input(UIHint = "multiline", Order = 3)]
    public Input<object> Content { get; set; } = new();

    /// <summary>Of the content; JSON, or plain text for a text.</summary>
    [Input(Order = 4)]
    public Input<string> ContentType { get; set; } = new();

    /// <summary>The Authorization header; masked in the journal.</summary>
    [Input(Category = "Security", CanContainSecrets = true, Order = 5)]
    public Input<string> Authorization { get; set; } = new();

    /// <summary>Further headers; masked in the journal, since keys travel in them.</summary>
    [Input(Category = "Advanced", CanContainSecrets = true, Order = 6)]
    public Input<Dictionary<string, object?>> RequestHeaders { get; set; } = new();

    /// <summary>Tries again, with growing waits, when there is no answer.</summary>
    [Input(Category = "Advanced", Order = 7)]
    public Input<bool> EnableResiliency { get; set; } = new();

    /// <summary>The answer's status.</summary>
    [Output]
    public Output<int> StatusCode { get; set; } = new();

    /// <summary>The answer's content: JSON as a value, everything else as text.</summary>
    [Output]
    public Output<object> ParsedContent { get; set; } = new();

    /// <summary>The answer's headers.</summary>
    [Output]
    public Output<Dictionary<string, object?>> ResponseHeaders { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) => Send(context, null);

    private protected abstract ValueTask AnsweredAsync(ActivityExecutionContext context, int statusCode);

    /// <summary>Goes on without an answer; false makes it an incident.</summary>
    private protected abstract ValueTask<bool> FailedAsync(ActivityExecutionContext context, bool timedOut);

    private void Send(ActivityExecutionContext context, DateTimeOffset? notBefore)
    {
        var url = context.Get(Url) ?? "";
        if (context.WorkflowExecutionContext.Engine.Http.Refusal(url) is { } refusal)
        {
            throw new WorkflowException(refusal);
        }

        var headers = (context.Get(RequestHeaders) ?? []).ToDictionary(pair => pair.Key, pair => JsonValues.ToText(pair.Value) ?? "");
        if (context.Get(Authorization) is { Length: > 0 } authorization)
        {
            headers["Authorization"] = authorization;
        }

        var content = context.Get(Content);
        var bookmark = context.CreateBookmark(OnAnswer);
        context.AddOutboxMessage(
            OutboxKinds.Http,
            new HttpRequestMessage(
                context.WorkflowExecutionContext.Id,
                bookmark.Id,
                url,
                (context.Get(Method) ?? "GET").ToUpperInvariant(),
                headers,
                content switch
                {
                    null => null,
                    string text => text,
                    _ => JsonValues.ToJson(content),
                },
                context.Get(ContentType) ?? (content is string ? "text/plain; charset=utf-8" : null)
            ),
            notBefore
        );
    }

    private async ValueTask OnAnswer(ActivityExecutionContext context)
    {
        var input = context.WorkflowExecutionContext.ResumeInput!;
        var outcome = ValueConverter.Convert<HttpOutcome>(input.GetValueOrDefault("Outcome"));
        if (outcome == HttpOutcome.Answered)
        {
            var status = ValueConverter.Convert<int>(input.GetValueOrDefault("StatusCode"));
            var content = Parse(input);
            StatusCode.Set(context, status);
            ResponseHeaders.Set(context, input.GetValueOrDefault("Headers") as Dictionary<string, object?>);
            ParsedContent.Set(context, content);
            Result.Set(context, new Dictionary<string, object?> { ["statusCode"] = status, ["content"] = content });
            await AnsweredAsync(context, status);
            return;
        }

        var error = JsonValues.ToText(input.GetValueOrDefault("Error")) ?? "The request failed.";
        var options = context.WorkflowExecutionContext.Engine.Options;
        var tries = context.GetProperty<int>(TriesKey) + 1;
        if (outcome != HttpOutcome.Refused && context.Get(EnableResiliency) && tries < options.RetryAttempts)
        {
            context.SetProperty(TriesKey, tries);
            Send(context, context.Now + (options.FirstRetryDelay * Math.Pow(2, tries - 1)));
        }
        else if (outcome == HttpOutcome.Refused || !await FailedAsync(context, outcome == HttpOutcome.Timeout))
        {
            throw new WorkflowException(error);
        }
    }

    private static object? Parse(Dictionary<string, object?> input)
    {
        var text = JsonValues.ToText(input.GetValueOrDefault("Content"));
        if (JsonValues.ToText(input.GetValueOrDefault("ContentType"))?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return text;
        }

        try
        {
            return JsonValues.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return text;
        }
    }
}

/// <summary>Sends a request and runs the activity of the answer's status.</summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", Kind = ActivityKind.Task, DisplayName = "HTTP Request")]
public sealed class SendHttpRequest : HttpRequestActivity, Definitions.ICaseContainer
{
    private readonly List<(string Status, IActivity? Activity)> _expected = [];

    /// <summary>When the status is none of the expected ones.</summary>
    [Port]
    public IActivity? UnmatchedStatusCode { get; set; }

    /// <summary>When the host cannot be reached; without it that is an incident.</summary>
    [Port]
    public IActivity? FailedToConnect { get; set; }

    /// <summary>When no answer came in time; without it that is an incident.</summary>
    [Port]
    public IActivity? Timeout { get; set; }

    string Definitions.ICaseContainer.CasesMember => "expectedStatusCodes";

    string Definitions.ICaseContainer.LabelMember => "statusCode";

    void Definitions.ICaseContainer.AddCase(string label, Expression? condition, IActivity? child) => _expected.Add((label, child));

    private protected override ValueTask AnsweredAsync(ActivityExecutionContext context, int statusCode)
    {
        var text = statusCode.ToString(CultureInfo.InvariantCulture);
        var matched = _expected.FindIndex(expected => expected.Status == text);
        return context.ScheduleActivityAsync(matched >= 0 ? _expected[matched].Activity : UnmatchedStatusCode, OnChildCompleted);
    }

    private protected override async ValueTask<bool> FailedAsync(ActivityExecutionContext context, bool timedOut)
    {
        var port = timedOut ? Timeout : FailedToConnect;
        if (port is not null)
        {
            await context.ScheduleActivityAsync(port, OnChildCompleted);
        }

        return port is not null;
    }

    private static ValueTask OnChildCompleted(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}

/// <summary>Sends a request and follows the port of the answer's status, and Done.</summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", Kind = ActivityKind.Task, DisplayName = "HTTP Request (flow)")]
public sealed class FlowSendHttpRequest : HttpRequestActivity
{
    /// <summary>Statuses that have a port of their own; others follow <c>Unmatched status code</c>.</summary>
    [Input(UIHint = "multitext", Order = 0)]
    public Input<List<int>> ExpectedStatusCodes { get; set; } = new();

    private protected override ValueTask AnsweredAsync(ActivityExecutionContext context, int statusCode)
    {
        var expected = context.Get(ExpectedStatusCodes) ?? [];
        return expected.Count == 0
            ? context.CompleteActivityAsync()
            : context.CompleteActivityWithOutcomesAsync(
                expected.Contains(statusCode) ? statusCode.ToString(CultureInfo.InvariantCulture) : "Unmatched status code",
                "Done"
            );
    }

    private protected override async ValueTask<bool> FailedAsync(ActivityExecutionContext context, bool timedOut)
    {
        var port = timedOut ? "Timeout" : "Failed to connect";
        if (
            context.ParentActivityExecutionContext?.Activity is not Flow.Flowchart flowchart
            || !flowchart.Connections.Any(c => ReferenceEquals(c.Source, this) && c.Port == port)
        )
        {
            return false;
        }

        await context.CompleteActivityWithOutcomesAsync(port);
        return true;
    }
}
