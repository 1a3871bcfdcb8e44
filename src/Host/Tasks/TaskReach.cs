using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// Which tasks a reader sees: the same limits for lists, counts and single tasks. Places and roles are constants in the queries: how many
/// tasks they have decides how the database goes about it.
/// </summary>
internal static class TaskReach
{
    /// <summary>Offered to the officer now.</summary>
    public static IQueryable<CaseTask> Candidate(this IQueryable<CaseTask> tasks, ClaimsPrincipal user) =>
        tasks.Offered(user).Where(task => task.Status == CaseTaskStatus.Open);

    /// <summary>回避: nothing of the cases that the reader is kept off.</summary>
    private static IQueryable<CaseTask> WithoutRecused(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var recused = user.Recused();
        return recused.Count == 0 ? tasks : tasks.Where(task => !recused.Contains(task.CaseId));
    }

    /// <summary>Taken by the officer and not done yet.</summary>
    public static IQueryable<CaseTask> Mine(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var name = user.UserName();
        return tasks.WithoutRecused(user).Where(task => task.Assignee == name && task.Status == CaseTaskStatus.Claimed);
    }

    /// <summary>All that waits for the officer: what is taken and what is offered, the same as both lists together.</summary>
    public static IQueryable<CaseTask> Todo(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var actor = user.ToActor();
        var (name, office) = (user.UserName(), actor.OfficeId);
        var within = CurrentActor.ReachPattern(actor.Jurisdiction);
        var roles = actor.Roles.ToList();
        return tasks
            .WithoutRecused(user)
            .Where(task =>
                (task.Status == CaseTaskStatus.Claimed && task.Assignee == name)
                || (
                    task.Status == CaseTaskStatus.Open
                    && EF.Functions.Like(task.Jurisdiction, EF.Constant(within))
                    && (task.OfficeId == null || office == null || task.OfficeId == office)
                    && task.Candidates.Any(candidate => EF.Constant(roles).Contains(candidate.Role))
                )
            );
    }

    /// <summary>
    /// Of one office: what its officers have or did, and what is offered to it alone. What belongs to no office so is with the authority
    /// whose procedure it is, or that has its case.
    /// </summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="office">The office's id, or that of an <see cref="Authority"/>; <c>none</c> for what belongs to neither.</param>
    /// <param name="database">Where the officers are.</param>
    public static IQueryable<CaseTask> OfOffice(this IQueryable<CaseTask> tasks, string office, LaborFlowDbContext database)
    {
        var people = database.Set<AppUser>();
        var authority = Authority.Find(office);
        if (authority is not null || office == "none")
        {
            var (kind, place) = (authority?.Kind, authority?.District ?? "");
            List<string> told = [.. AuthorityKinds.OfProcedure.Keys];
            List<string> procedures = kind is { } of ? AuthorityKinds.ProceduresOf(of) : [];
            var cases = database.Set<Case>().OfAuthority(kind);
            return tasks
                .Where(task => task.Jurisdiction.StartsWith(place))
                .Where(task =>
                    procedures.Contains(task.ProcedureCode)
                    || (!told.Contains(task.ProcedureCode) && cases.Any(found => found.Id == task.CaseId))
                )
                .Where(task =>
                    task.Status == CaseTaskStatus.Open && task.OfficeId == null
                    || task.Status != CaseTaskStatus.Open
                        && !people.Any(person => person.UserName == (task.CompletedBy ?? task.Assignee) && person.OfficeId != null)
                );
        }
        var offered = Guid.TryParse(office, out var id) ? id : Guid.Empty;
        return tasks.Where(task =>
            task.Status == CaseTaskStatus.Open && task.OfficeId == offered
            || task.Status != CaseTaskStatus.Open
                && people.Any(person => person.UserName == (task.CompletedBy ?? task.Assignee) && person.OfficeId == office)
        );
    }

    /// <summary>Done by the officer.</summary>
    public static IQueryable<CaseTask> Done(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var name = user.UserName();
        return tasks.WithoutRecused(user).Where(task => task.CompletedBy == name && task.Status == CaseTaskStatus.Completed);
    }

    /// <summary>Waits for the officer's opinion.</summary>
    public static IQueryable<CaseTask> ToSign(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var name = user.UserName();
        return tasks
            .WithoutRecused(user)
            .Where(task =>
                task.Status == CaseTaskStatus.Claimed
                && task.CoSigners.Any(signer => signer.UserName == name && signer.SignedAt == null && signer.RemovedAt == null)
            );
    }

    /// <summary>Copied to the officer.</summary>
    public static IQueryable<CaseTask> Copied(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var name = user.UserName();
        return tasks.WithoutRecused(user).Where(task => task.Copies.Any(copy => copy.UserName == name));
    }

    /// <summary>Everything that the reader may see.</summary>
    public static IQueryable<CaseTask> Visible(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var within = CurrentActor.ReachPattern(user.Jurisdiction());
        if (user.SeesAllTasks())
            return tasks.WithoutRecused(user).Where(task => EF.Functions.Like(task.Jurisdiction, EF.Constant(within)));
        var name = user.UserName();
        var actor = user.ToActor();
        var roles = actor.Roles.ToList();
        var office = actor.OfficeId;
        return tasks
            .WithoutRecused(user)
            .Where(task =>
                task.Assignee == name
                || task.CompletedBy == name
                || task.DelegatedBy == name
                || task.CoSigners.Any(signer => signer.UserName == name)
                || task.Copies.Any(copy => copy.UserName == name)
                || (
                    EF.Functions.Like(task.Jurisdiction, EF.Constant(within))
                    && (task.OfficeId == null || office == null || task.OfficeId == office)
                    && task.Candidates.Any(candidate => EF.Constant(roles).Contains(candidate.Role))
                )
            );
    }

    /// <summary>
    /// What of everything that the reader may see nobody has taken, by what lists are sorted by. Each way to see a task is asked for by
    /// itself, from its index: together in one condition they would be tried on every open task of the place.
    /// </summary>
    /// <param name="tasks">The tasks, filtered already: the filters then stand in each question.</param>
    /// <param name="user">The reader.</param>
    public static IQueryable<TaskKey> Free(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        // Each thing said once: the database takes what is said twice for rarer.
        var free = tasks.Where(task => task.Status == CaseTaskStatus.Open && task.Party == null);
        if (user.SeesAllTasks())
            return free.Visible(user).Select(TaskKey.Of);
        var name = user.UserName();
        var others = free.WithoutRecused(user);
        return free.Offered(user)
            .Select(TaskKey.Of)
            .Union(others.Where(task => task.DelegatedBy == name).Select(TaskKey.Of))
            .Union(others.Where(task => task.CoSigners.Any(signer => signer.UserName == name)).Select(TaskKey.Of))
            .Union(others.Where(task => task.Copies.Any(copy => copy.UserName == name)).Select(TaskKey.Of));
    }

    private static IQueryable<CaseTask> Offered(this IQueryable<CaseTask> tasks, ClaimsPrincipal user)
    {
        var actor = user.ToActor();
        var within = CurrentActor.ReachPattern(actor.Jurisdiction);
        var roles = actor.Roles.ToList();
        var office = actor.OfficeId;
        return tasks
            .WithoutRecused(user)
            .Where(task =>
                EF.Functions.Like(task.Jurisdiction, EF.Constant(within))
                && (task.OfficeId == null || office == null || task.OfficeId == office)
                && task.Candidates.Any(candidate => EF.Constant(roles).Contains(candidate.Role))
            );
    }
}
