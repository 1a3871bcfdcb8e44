using LaborFlow.Host;
using LaborFlow.Host.Operations;

await using var app = LaborFlowHost.Build(HostArguments.Parse(args));
await app.RunAsync();
