using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Tests.Operations;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Without_a_command_the_host_serves()
    {
        var arguments = HostArguments.Parse(["--demo", "--port", "6001"]);

        arguments.Command.ShouldBe("serve");
        arguments.Settings["Demo"].ShouldBe("true");
        arguments.Settings["urls"].ShouldBe("http://localhost:6001");
    }

    [Fact]
    public void A_command_keeps_its_own_words()
    {
        var arguments = HostArguments.Parse(["user", "add", "chen.jing", "--role", "mediator", "--password-stdin"]);

        arguments.Command.ShouldBe("user");
        arguments.Words.ShouldBe(["add", "chen.jing"]);
        arguments.Settings["role"].ShouldBe("mediator");
        arguments.Settings["password-stdin"].ShouldBe("true");
    }

    [Theory]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--urls")]
    public void A_setting_that_makes_no_sense_is_refused(params string[] args) =>
        Should.Throw<FormatException>(() => HostArguments.Parse(args));
}
