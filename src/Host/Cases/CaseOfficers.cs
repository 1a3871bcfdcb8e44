using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>Who deals, or dealt, with a case: its tribunal and whoever has or had one of its steps. Parties know them by their names.</summary>
internal sealed class CaseOfficers(LaborFlowDbContext database)
{
    private const string Chosen = "officer";

    /// <summary>They, by name.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var steps = database.Set<CaseTask>().Where(task => task.CaseId == caseId);
        var seats = database.Set<TribunalMember>().Where(seat => seat.CaseId == caseId && seat.ReplacedAt == null);
        return await database
            .Set<AppUser>()
            .AsNoTracking()
            .Where(user =>
                steps.Any(task => task.Assignee == user.UserName || task.CompletedBy == user.UserName)
                || seats.Any(seat => seat.Name == user.UserName)
            )
            .OrderBy(user => user.DisplayName)
            .Select(user => new Person(user.UserName!, user.DisplayName))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// An application for recusal names a person; papers write that name, and the account which it belongs to is noted beside it. What a
    /// client says about the account counts for nothing.
    /// </summary>
    public async Task<RaiseExceptionRequest> NameAsync(Guid caseId, RaiseExceptionRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind != "recusal" || request.Data is not { ValueKind: JsonValueKind.Object } given)
            return request;
        var data = JsonObject.Create(given)!;
        data.Remove(ChangeParticulars.RecusedAccount);
        var name = given.TryGetProperty(Chosen, out var typed) && typed.ValueKind == JsonValueKind.String ? typed.GetString()!.Trim() : "";
        var person = (await ListAsync(caseId, cancellationToken)).FirstOrDefault(person =>
            person.DisplayName == name || string.Equals(person.UserName, name, StringComparison.OrdinalIgnoreCase)
        );
        if (person is not null)
            (data[Chosen], data[ChangeParticulars.RecusedAccount]) = (person.DisplayName, person.UserName);
        return request with { Data = JsonSerializer.SerializeToElement(data) };
    }
}
