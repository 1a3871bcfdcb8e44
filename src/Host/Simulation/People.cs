using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Users;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Simulation;

/// <summary>The officers of a simulated district: accounts like any other, several of each role.</summary>
internal sealed class People(Chance chance)
{
    /// <summary>The city: officers of the simulation serve all of it.</summary>
    public const string Jurisdiction = "440300";

    private readonly Dictionary<string, List<Actor>> _byRole = new(StringComparer.Ordinal);

    /// <summary>Makes the accounts; nobody can sign in with them.</summary>
    public async Task HireAsync(IServiceProvider services, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AddUser>().EnsureRolesAsync(cancellationToken);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var hired = 0;
        foreach (var role in Roles.All.Where(role => Roles.Officers.Contains(role.Code)))
        {
            var staff = new List<Actor>();
            for (var i = 1; i <= (role.Code is "arbitrator" or "inspector" or "mediator" ? 12 : 4); i++)
            {
                var name = $"{role.Code}-{i}";
                var user = new AppUser
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    UserName = name,
                    DisplayName = Names.Person(5_000 + ++hired),
                    Jurisdiction = Jurisdiction,
                    CreatedAt = time.GetUtcNow(),
                };
                Demand(await users.CreateAsync(user));
                Demand(await users.AddToRoleAsync(user, role.Code));
                staff.Add(new Actor(name, [role.Code], null, Jurisdiction));
            }
            _byRole[role.Code] = staff;
        }
    }

    /// <summary>Who does a task: whoever has it, or one of those who may; null when nobody may.</summary>
    public Actor? For(CaseTask task, int matter, int round, bool atWindow = false)
    {
        if (task.Candidates.Count == 0)
            return task.Party is null ? null : Actor.OfParty(task.Party);
        var may = task
            .Candidates.SelectMany(candidate => _byRole[candidate.Role])
            .Where(actor => TaskRights.IsCandidate(task, actor))
            .ToList();
        if (task.Assignee is { } assignee)
            return may.Find(actor => actor.UserName == assignee);
        // A step that a side may do by itself is done at the window half of the time.
        if (!atWindow && task.Party is not null && chance.Roll(matter, $"{task.Step}/{round}/party") < 0.5)
            return Actor.OfParty(task.Party);
        return may.Count == 0 ? null : chance.Pick(matter, $"{task.Step}/{round}/who", may);
    }

    /// <summary>Different officers of a role for a case.</summary>
    public IReadOnlyList<string> Some(string role, int count, int matter)
    {
        var staff = _byRole[role];
        var first = (int)(chance.Roll(matter, role) * staff.Count);
        return [.. Enumerable.Range(first, count).Select(i => staff[i % staff.Count].UserName)];
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
