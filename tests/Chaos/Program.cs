using LaborFlow.Chaos;

// usage: LaborFlow.Chaos CONNECTION-STRING      a host that does what its standard input says, until it is killed
return args is [var connectionString] ? await HostLoop.RunAsync(connectionString) : 2;
