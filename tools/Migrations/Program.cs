// Scaffolds EF Core migrations for both databases from the one model:  dotnet run --project tools/Migrations -- add NAME
using LaborFlow.Migrations;

if (args is ["add", var name])
{
    var root = Scaffolder.FindRepositoryRoot();
    foreach (var target in Scaffolder.Targets)
    {
        Console.WriteLine(target.Add(root, name) is { } file ? $"{target.Name}: {file}" : $"{target.Name}: no changes");
    }

    return 0;
}

if (args is ["remove"])
{
    var root = Scaffolder.FindRepositoryRoot();
    foreach (var target in Scaffolder.Targets)
    {
        Console.WriteLine($"{target.Name}: removed {target.RemoveLast(root)}");
    }

    return 0;
}

if (args is ["script", "postgresql" or "sqlserver"])
{
    Console.WriteLine(Scaffolder.Targets.Single(target => target.Name.Equals(args[1], StringComparison.OrdinalIgnoreCase)).Script());
    return 0;
}

Console.Error.WriteLine("usage: dotnet run --project tools/Migrations -- add NAME | remove | script postgresql|sqlserver");
return 2;
