using LaborFlow.Testing;

namespace LaborFlow.Workflows.Tests;

/// <summary>Databases in which the procedures are installed already: made once, and cloned in a moment for each story.</summary>
internal static class StoryDatabase
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TestDatabase? _template;

    /// <summary>A database of its own.</summary>
    /// <param name="install">Installs the procedures into the database of a connection string; called once.</param>
    public static async Task<TestDatabase> CreateAsync(Func<string, Task> install)
    {
        await Gate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var made = await TestPostgres.CreateDatabaseAsync();
                await install(made.ConnectionString);
                _template = made;
                TestPostgres.DropAtExit(made);
            }
        }
        finally
        {
            Gate.Release();
        }

        return await TestPostgres.CloneAsync(_template);
    }
}
