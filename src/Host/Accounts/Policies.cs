using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Who may call an endpoint. Every endpoint names one of these, or says that it is public.</summary>
internal static class Policies
{
    /// <summary>Anybody with an account.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Those who answer for the work of others: heads, directors, supervisors, the tripartite office, auditors and administrators.</summary>
    public const string Supervision = "supervision";

    /// <summary>Officers, in any role that works on cases.</summary>
    public const string Officers = "officers";

    /// <summary>Those who read cases: officers, auditors and administrators.</summary>
    public const string CaseReaders = "case-readers";

    /// <summary>Window clerks, who file for people at the counter.</summary>
    public const string Filing = "filing";

    /// <summary>Officers who meet the parties and hand them their query codes.</summary>
    public const string PartyDesk = "party-desk";

    /// <summary>Administrators.</summary>
    public const string Administration = "administration";

    /// <summary>Those who read procedures and their instances in the designer: administrators and auditors.</summary>
    public const string DesignReaders = "design-readers";

    /// <summary>Auditors, who search and verify the audit trail.</summary>
    public const string Auditing = "auditing";

    public static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(
            Supervision,
            policy => policy.RequireRole("head", "director", "supervisor", "tripartite-officer", Roles.Auditor, Roles.Administrator)
        );
        options.AddPolicy(Officers, policy => policy.RequireRole(Roles.Officers));
        options.AddPolicy(CaseReaders, policy => policy.RequireRole([.. Roles.Officers, Roles.Auditor, Roles.Administrator]));
        options.AddPolicy(Filing, policy => policy.RequireRole(Roles.WindowClerk));
        options.AddPolicy(PartyDesk, policy => policy.RequireRole(Roles.WindowClerk, "mediator", "registrar", "tribunal-secretary"));
        options.AddPolicy(DesignReaders, policy => policy.RequireRole(Roles.Administrator, Roles.Auditor));
        options.AddPolicy(Auditing, policy => policy.RequireRole(Roles.Auditor));
        options.AddPolicy(Administration, policy => policy.RequireRole(Roles.Administrator));
        // An endpoint that forgot to say who may call it is closed. What is no endpoint of ours (unknown address, wrong method) has
        // nothing to protect and is answered with 404 or 405.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            .Build();
    }
}
