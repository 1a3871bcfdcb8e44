using System.Collections.Concurrent;
using LaborFlow.Host.Tests.Walk;
using Microsoft.Extensions.Logging;

namespace LaborFlow.Host.Tests.Operations;

public sealed class LogLinesTests
{
    [Fact]
    public async Task Every_line_about_a_case_carries_its_number_the_instance_and_the_user()
    {
        using var lines = new Lines();
        var host = new HostFixture("--Logging:LogLevel:LaborFlow.Host", "Information") { Log = lines };
        await host.InitializeAsync();
        await using var _ = new Closing(host);
        lines.Clear();

        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);

        var about = lines.Read();
        about.Select(line => line.Message).ShouldContain(message => message.StartsWith("Filed a dispute", StringComparison.Ordinal));
        about.Count(line => line.Message.Contains("task", StringComparison.Ordinal)).ShouldBe(2);
        foreach (var line in about)
        {
            line.Fields.GetValueOrDefault("caseNumber").ShouldBe(dispute.Number, line.Message);
            line.Fields.GetValueOrDefault("instance").ShouldNotBeNull(line.Message);
            line.Fields.GetValueOrDefault("user").ShouldBeOneOf("applicant", "window-clerk");
        }
    }

    private sealed record Line(string Message, IReadOnlyDictionary<string, object?> Fields);

    /// <summary>Keeps the lines of filing and of tasks with what their scopes said when they were written.</summary>
    private sealed class Lines : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentQueue<Line> _lines = new();
        private IExternalScopeProvider? _scopes;

        public IReadOnlyList<Line> Read() => [.. _lines];

        public void Clear() => _lines.Clear();

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("LaborFlow.Host.Filing", StringComparison.Ordinal)
            || categoryName.StartsWith("LaborFlow.Host.Tasks", StringComparison.Ordinal)
                ? new Writer(this)
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Dispose() { }

        private sealed class Writer(Lines lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => lines._scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            )
            {
                var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
                lines._scopes?.ForEachScope(
                    (scope, into) =>
                    {
                        if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
                        {
                            foreach (var (key, value) in pairs)
                                into[key] = value;
                        }
                    },
                    fields
                );
                lines._lines.Enqueue(new Line(formatter(state, exception), fields));
            }
        }
    }
}
