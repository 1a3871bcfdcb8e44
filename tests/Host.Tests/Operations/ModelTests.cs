using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Operations;

public sealed class ModelTests(HostFixture host) : IClassFixture<HostFixture>
{
    /// <summary>What the host registers may shape the model; a difference stops the first start on an empty database.</summary>
    [Fact]
    public async Task The_model_of_a_host_is_the_one_that_the_migrations_build()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }
}
