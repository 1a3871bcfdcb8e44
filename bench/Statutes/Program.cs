using BenchmarkDotNet.Running;
using LaborFlow.Statutes.Bench;

// usage: dotnet run -c Release --project bench/Statutes [-- --job short]
BenchmarkRunner.Run<ExplainDeadline>(args: args);
