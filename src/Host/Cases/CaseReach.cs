using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>
/// Which cases a reader sees: those of the own jurisdiction (district and street tree) and office, and those with a task that is or was the
/// reader's; none from which the reader is recused. Lists, search, pages, files, exports, figures and live updates all ask here.
/// </summary>
internal static class CaseReach
{
    public static IQueryable<Case> Visible(this IQueryable<Case> cases, ClaimsPrincipal user, LaborFlowDbContext database)
    {
        var within = CurrentActor.ReachPattern(user.Jurisdiction());
        if (user.Recused() is { Count: > 0 } recused)
            cases = cases.Where(found => !recused.Contains(found.Id));
        if (user.ReadsAll())
            return cases.Where(found => EF.Functions.Like(found.District, EF.Constant(within)));
        var own = OfOwnTasks(user.UserName(), database);
        // Who works for one office sees what is with it, or with none yet.
        return user.ToActor().OfficeId is { } office
            ? cases.Where(found =>
                (
                    EF.Functions.Like(found.District, EF.Constant(within))
                    && (found.MediationOrganisationId == null || found.MediationOrganisationId == office)
                ) || own.Contains(found.Id)
            )
            : cases.Where(found => EF.Functions.Like(found.District, EF.Constant(within)) || own.Contains(found.Id));
    }

    /// <summary>Cases that a mediation organisation has, or had before arbitration, or that an authority has.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="office">
    /// The organisation's id, or that of an <see cref="Authority"/>; <c>none</c> for what is with no organisation and no authority. What is to
    /// be mediated and has no organisation yet is with the window of its place.
    /// </param>
    public static IQueryable<Case> OfOffice(this IQueryable<Case> cases, string office)
    {
        if (office == "none")
            return cases.OfAuthority(null).Where(found => found.MediationOrganisationId == null);
        if (Authority.Find(office) is { } authority)
        {
            cases = cases.OfAuthority(authority.Kind).Where(found => found.District.StartsWith(authority.District));
            return authority.Kind == AuthorityKind.Mediation ? cases.Where(found => found.MediationOrganisationId == null) : cases;
        }
        var id = Guid.TryParse(office, out var parsed) ? parsed : Guid.Empty;
        return cases.Where(found => found.MediationOrganisationId == id);
    }

    /// <summary>As <see cref="AuthorityKinds.OfCase"/> tells it, of cases of any place.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="kind">Which authority; null for what nothing tells of.</param>
    public static IQueryable<Case> OfAuthority(this IQueryable<Case> cases, AuthorityKind? kind)
    {
        List<string> told = [.. AuthorityKinds.OfStage.Keys];
        if (kind is not { } of)
        {
            List<string> opened = [.. AuthorityKinds.OfProcedure.Keys];
            return cases.Where(found => !told.Contains(found.Stage) && found.DocketNumber == null && !opened.Contains(found.ProcedureCode));
        }
        var (stages, procedures) = (AuthorityKinds.StagesOf(of), AuthorityKinds.ProceduresOf(of));
        return of == AuthorityKind.Arbitration
            ? cases.Where(found =>
                stages.Contains(found.Stage)
                || (!told.Contains(found.Stage) && (found.DocketNumber != null || procedures.Contains(found.ProcedureCode)))
            )
            : cases.Where(found =>
                stages.Contains(found.Stage)
                || (!told.Contains(found.Stage) && found.DocketNumber == null && procedures.Contains(found.ProcedureCode))
            );
    }

    /// <summary>Each way in which a task can be somebody's is asked by itself: it has an index of its own.</summary>
    private static IQueryable<Guid> OfOwnTasks(string name, LaborFlowDbContext database)
    {
        var tasks = database.Set<CaseTask>();
        return tasks
            .Where(task => task.Assignee == name)
            .Select(task => task.CaseId)
            .Concat(tasks.Where(task => task.CompletedBy == name).Select(task => task.CaseId))
            .Concat(tasks.Where(task => task.DelegatedBy == name).Select(task => task.CaseId))
            .Concat(
                database
                    .Set<TaskCoSigner>()
                    .Where(signer => signer.UserName == name && signer.RemovedAt == null)
                    .Join(tasks, signer => signer.TaskId, task => task.Id, (_, task) => task.CaseId)
            )
            .Concat(
                database
                    .Set<TaskCopy>()
                    .Where(copy => copy.UserName == name)
                    .Join(tasks, copy => copy.TaskId, task => task.Id, (_, task) => task.CaseId)
            );
    }
}
