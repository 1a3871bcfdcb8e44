using System.Collections;

namespace LaborFlow.Host.Operations;

/// <summary>
/// What every log line of one request carries: the case number, the workflow instance and the user. Handlers fill in what they
/// learn while they run; lines written afterwards carry it too.
/// </summary>
internal sealed class LogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _fields = [new("caseNumber", null), new("instance", null), new("user", null)];

    public string? CaseNumber
    {
        set => _fields[0] = new("caseNumber", value);
    }

    public string? Instance
    {
        set => _fields[1] = new("instance", value);
    }

    public string? User
    {
        set => _fields[2] = new("user", value);
    }

    /// <summary>The scope of background work on an instance.</summary>
    /// <param name="instance">The instance, when the work is about one.</param>
    /// <param name="user"><c>clock</c> or <c>workflow</c>: nobody signed in for it.</param>
    public LogScope About(string? instance, string user)
    {
        Instance = instance;
        User = user;
        return this;
    }

    public int Count => _fields.Length;

    public KeyValuePair<string, object?> this[int index] => _fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        string.Join(' ', _fields.Where(field => field.Value is not null).Select(field => $"{field.Key}={field.Value}"));
}
