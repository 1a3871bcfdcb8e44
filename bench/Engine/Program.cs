using System.Globalization;
using LaborFlow.Bench;

// usage: ./laborflow bench [--quick] [NAME …]      one table: what, ours, limit or peer, ratio
//        ./laborflow bench [--quick] chaos         hosts and the database killed under load, and races: what was lost or done twice
//        ./laborflow bench [--quick] races         10,000 races of each kind for one instance: how many had one winner
(string Name, Func<bool, Task<IReadOnlyList<Measurement>>> Run)[] programs =
[
    ("activities", InMemoryActivities.RunAsync),
    ("compile", CompileDefinition.RunAsync),
    ("deadlines", ExplainDeadlines.RunAsync),
    ("resumes", DurableResumes.RunAsync),
    ("starts", StartInstances.RunAsync),
    ("timers", DueTimers.RunAsync),
    ("reminders", SweepReminders.RunAsync),
    ("many", ResumeAmongMany.RunAsync),
    ("waiting", WaitingTimers.RunAsync),
    ("desk", DeskAtScale.RunAsync),
    ("audit", VerifyAudit.RunAsync),
];
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args.Contains("--quick");
var names = args.Where(arg => !arg.StartsWith('-')).ToList();
if (names is ["sweep-host", var connectionString, var keys])
{
    return await SweepReminders.HostAsync(connectionString, keys);
}

if (names is ["chaos"])
{
    return await Chaos.RunAsync(quick) ? 0 : 1;
}

if (names is ["races"])
{
    return await Chaos.RaceAsync(quick) ? 0 : 1;
}

if (names.Except(programs.Select(program => program.Name)).ToList() is { Count: > 0 } unknown)
{
    await Console.Error.WriteLineAsync(
        $"{string.Join(", ", unknown)}? There is: {string.Join(", ", programs.Select(program => program.Name))}, chaos, races"
    );
    return 2;
}

var table = new List<Measurement>();
foreach (var (name, run) in programs.Where(program => names.Count == 0 || names.Contains(program.Name)))
{
    Console.WriteLine($"… {name}");
    var measured = await run(quick);
    table.AddRange(measured);
    Console.WriteLine(string.Join('\n', Measurement.Table(measured).Split('\n').Skip(2)));
}

Console.WriteLine();
Console.WriteLine(Measurement.Table(table));
Console.WriteLine();
Console.WriteLine(
    $"{TimeProvider.System.GetLocalNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores{(quick ? ", --quick: small sizes, rough figures" : "")}"
);
return 0;
