using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LaborFlow.Host.Tests.Walk;

/// <summary>The walk of the READMEs, as it stands there: what a reader pastes must work.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task The_walk_of_the_readme_ends_with_an_agreement(string file)
    {
        var host = new HostFixture { RealTime = true };
        await host.InitializeAsync();
        await using var _ = new Closing(host);
        var root = Root();
        var text = await File.ReadAllTextAsync(Path.Combine(root, file));
        var script = text.Split("```sh\n")[1].Split("```")[0];
        script.ShouldContain("http://localhost:5080");
        using var bash = Process.Start(
            new ProcessStartInfo("bash")
            {
                WorkingDirectory = root,
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

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
