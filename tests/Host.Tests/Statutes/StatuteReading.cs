namespace LaborFlow.Host.Tests.Statutes;

/// <summary>One host for all that only asks the register, and leaves it as it was installed.</summary>
[CollectionDefinition(Name)]
public sealed class StatuteReading : ICollectionFixture<HostFixture>
{
    public const string Name = "Statutes, reading";
}
