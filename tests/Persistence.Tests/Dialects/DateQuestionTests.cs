using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Dialects;

public sealed class DateQuestionTests
{
    [Fact]
    public void SQL_Server_counts_days_by_its_own_words()
    {
        using var provider = TestServices.OnSqlServer("Server=none;Database=none");
        using var scope = provider.CreateScope();
        var sql = scope
            .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
            .Set<CaseTask>()
            .Where(task => DateQuestions.DaysBetween(DateQuestions.ChinaDate(task.CreatedAt), task.DueOn!.Value) > 3)
            .Select(task => task.Id)
            .ToQueryString();
        sql.ShouldContain("DATEDIFF(day, CAST(SWITCHOFFSET([c].[created_at], '+08:00') AS date), [c].[due_on]) > 3");
    }
}
