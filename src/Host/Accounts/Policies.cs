using Microsoft.AspNetCore.Authorization;

namespace LaborFlow.Host.Accounts;

/// <summary>The actions of <see cref="Permissions"/> by name. Every endpoint demands one of these, or says that it is public.</summary>
internal static class Policies
{
    /// <summary>Anybody with an account.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Those who answer for the work of others: heads, directors, supervisors, the tripartite office, auditors and administrators.</summary>
    public const string Supervision = "supervision";

    /// <summary>Those who may say in a case what is to be done about a period that passed; auditors and administrators only read.</summary>
    public const string SupervisionOrders = "supervision-orders";

    /// <summary>Officers, in any role that works on cases.</summary>
    public const string Officers = "officers";

    /// <summary>Those who read cases: officers, auditors and administrators.</summary>
    public const string CaseReaders = "case-readers";

    /// <summary>Those who read, for a reason, what is narrated in a case.</summary>
    public const string CaseNarratives = "case-narratives";

    /// <summary>Window clerks, who file for people at the counter.</summary>
    public const string Filing = "filing";

    /// <summary>Those who take in the feed of newly registered employers.</summary>
    public const string GuidanceFeed = "guidance-feed";

    /// <summary>Those who read what the wage fund paid and got back.</summary>
    public const string FundBooks = "fund-books";

    /// <summary>Those who compare the wage fund's ledger with the bank, and close a month.</summary>
    public const string FundReconciliation = "fund-reconciliation";

    /// <summary>Those who take a payment batch to the bank and bring its answer back.</summary>
    public const string FundPayment = "fund-payment";

    /// <summary>Those who prepare and publish the quarter's list of employers for whose wages the fund paid.</summary>
    public const string FundPublication = "fund-publication";

    /// <summary>Those who approve that list, or take an employer off it.</summary>
    public const string FundApproval = "fund-approval";

    /// <summary>Officers who meet the parties and hand them their query codes.</summary>
    public const string PartyDesk = "party-desk";

    /// <summary>Officers declare an interest in a case.</summary>
    public const string Recusals = "recusals";

    /// <summary>Those who answer for others decide that there is no interest any more.</summary>
    public const string LiftRecusals = "lift-recusals";

    /// <summary>Those who ask for, and decide on, the whole numbers of many cases.</summary>
    public const string BulkUnmask = "bulk-unmask";

    /// <summary>Those who deal with anonymous tips: inspectors and who answers for them.</summary>
    public const string Tips = "tips";

    /// <summary>Inspectors open inspections that nobody complained about.</summary>
    public const string InspectionOpening = "inspection-opening";

    /// <summary>Those who read the yearly credit grades of employers.</summary>
    public const string CreditRatings = "credit-ratings";

    /// <summary>Those who review the yearly list, take employers out of it, tell them their grades and enter their objections.</summary>
    public const string CreditReview = "credit-review";

    /// <summary>Those who approve that list.</summary>
    public const string CreditApproval = "credit-approval";

    /// <summary>Those who schedule hearings, sessions and inspections.</summary>
    public const string Scheduling = "scheduling";

    /// <summary>Those who answer for arbitrators draw closed cases for a quality review.</summary>
    public const string Quality = "quality";

    /// <summary>Administrators.</summary>
    public const string Administration = "administration";

    /// <summary>Those who read procedures and their instances in the designer: administrators and auditors.</summary>
    public const string DesignReaders = "design-readers";

    /// <summary>Auditors, who search and verify the audit trail.</summary>
    public const string Auditing = "auditing";

    public static void Configure(AuthorizationOptions options)
    {
        foreach (var (action, roles) in Permissions.Table)
            options.AddPolicy(action, policy => policy.RequireRole(roles));
        // An account without any role still has itself.
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        // An endpoint that forgot to say who may call it is closed. What is no endpoint of ours (unknown address, wrong method) has
        // nothing to protect and is answered with 404 or 405.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            .Build();
    }
}
