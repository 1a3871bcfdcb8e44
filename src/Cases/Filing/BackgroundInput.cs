namespace LaborFlow.Cases.Filing;

/// <summary>委托代理人: who acts for the applicant.</summary>
public sealed record AgentInput
{
    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>Number of the resident identity card.</summary>
    public string? IdNumber { get; init; }

    /// <summary><c>general</c> 一般代理, or <c>special</c> 特别授权: may change claims, settle and sign an agreement.</summary>
    public string? Authority { get; init; }
}

/// <summary>先前程序: where the matter was before.</summary>
public sealed record PriorProcedureInput
{
    /// <summary>A code of <see cref="Background.PriorKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>Which office or court.</summary>
    public string? Authority { get; init; }

    /// <summary>Its number there.</summary>
    public string? Number { get; init; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; init; }
}

/// <summary>证人: who saw or knows it, and where they live (调解仲裁法 art 28).</summary>
public sealed record WitnessInput
{
    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>Where the witness lives.</summary>
    public string? Residence { get; init; }
}

/// <summary>证据清单: a piece of evidence, and who holds it.</summary>
public sealed record EvidenceItemInput
{
    /// <summary>What it is.</summary>
    public string? Name { get; init; }

    /// <summary>A code of <see cref="Background.Holders"/>.</summary>
    public string? Holder { get; init; }
}
