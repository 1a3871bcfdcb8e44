using LaborFlow.ProcedurePages;

// Writes docs/procedures from the definitions: dotnet run --project tools/ProcedurePages [directory]
// A test fails when what lies there is not what this writes.
var target = args.Length > 0 ? args[0] : Path.Combine("docs", "procedures");
Directory.CreateDirectory(target);
foreach (var (name, content) in Pages.WriteAll())
{
    await File.WriteAllTextAsync(Path.Combine(target, name), content);
    Console.WriteLine(name);
}
