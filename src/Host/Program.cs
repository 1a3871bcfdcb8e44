using LaborFlow.Host.Commands;

return await CommandLine.RunAsync(args);
