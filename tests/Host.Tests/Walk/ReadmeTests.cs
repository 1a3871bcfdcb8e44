using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LaborFlow.Host.Tests.Walk;

/// <summary>The walk of the READMEs, as it stands there: what a reader pastes must work.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_walk_of_the_readme_ends_with_an_agreement()
    {
        var host = new HostFixture { RealTime = true };
        await host.InitializeAsync();
        await using var _ = new Closing(host);
        var script = await ScriptAsync("README.md");
        script.ShouldContain("http://localhost:5080");
        using var bash = Process.Start(
            new ProcessStartInfo("bash")
            {
                WorkingDirectory = Root(),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var error = bash.StandardError.ReadToEndAsync();
        await bash.StandardInput.WriteAsync(
            script.Replace("http://localhost:5080", host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
        );
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();

        var said = await output;
        (await error).ShouldBeEmpty(said);
        said.ShouldContain("调解协议待确认");
        said.ShouldContain("\nagreement\n");
        said.ShouldContain("双方已确认，调解协议生效");
        said.ShouldContain("开始 → ");
        said.ShouldNotContain("undefined");
    }

    [Fact]
    public async Task The_Chinese_readme_walks_the_same_way()
    {
        var steps = Steps(await ScriptAsync("README.md"));
        steps.Count.ShouldBeGreaterThan(30);
        Steps(await ScriptAsync("README.zh-CN.md")).ShouldBe(steps);
    }

    /// <summary>The walk as a reader pastes it.</summary>
    private static async Task<string> ScriptAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(Root(), file))).Split("```sh\n")[1].Split("```")[0];

    /// <summary>What is done: neither what is explained nor what is said.</summary>
    private static List<string> Steps(string script) =>
        [
            .. script
                .Split('\n')
                .Where(line => !line.StartsWith('#') && !line.StartsWith("echo", StringComparison.Ordinal) && line.Length > 0),
        ];

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
