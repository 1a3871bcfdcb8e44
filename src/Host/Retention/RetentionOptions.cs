namespace LaborFlow.Host.Retention;

/// <summary>How long what is needed no more is kept; section <c>Retention</c>. How long closed cases stay is the law's: parameter arb-archive.</summary>
internal sealed class RetentionOptions
{
    /// <summary>Where volumes are written: a directory outside every web root, best on media that can be written once. Default: archive, in the data directory.</summary>
    public string? ArchiveDirectory { get; set; }

    /// <summary>Days after which the draft of a finished task is deleted. Default 30.</summary>
    public int DraftDays { get; set; } = 30;

    /// <summary>Days after its case closed until a party's query code opens it no more. Default 365.</summary>
    public int PortalDays { get; set; } = 365;

    /// <summary>Days that ended sessions and read messages are kept. Default 180 (《网络安全法》 asks for six months of logs; the audit trail keeps more).</summary>
    public int SessionDays { get; set; } = 180;

    /// <summary>The daily run only says what it would do. Default false.</summary>
    public bool DryRun { get; set; }
}
