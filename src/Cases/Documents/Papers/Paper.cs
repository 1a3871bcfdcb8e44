namespace LaborFlow.Cases.Documents.Papers;

/// <summary>A template as its source file describes it, before it is laid out as a Word document.</summary>
/// <param name="Code">Procedure and file, e.g. <c>MED/acceptance-notice</c>.</param>
/// <param name="Name">Chinese name of the paper, e.g. 受理通知书.</param>
/// <param name="ToParties">The parties may read it once it is issued.</param>
/// <param name="Blocks">Its parts from top to bottom.</param>
public sealed record Paper(string Code, string Name, bool ToParties, IReadOnlyList<PaperBlock> Blocks);

/// <summary>How a part of a paper is set (GB/T 9704).</summary>
public enum PaperStyle
{
    /// <summary>The issuing body's name above the title.</summary>
    Heading,

    /// <summary>标题.</summary>
    Title,

    /// <summary>文号, centred under the title.</summary>
    Number,

    /// <summary>A line without indent, such as the addressee's.</summary>
    Line,

    /// <summary>正文, indented by two characters.</summary>
    Body,

    /// <summary>A heading inside the body.</summary>
    Section,

    /// <summary>落款: right-aligned, for the seal and the date.</summary>
    Seal,

    /// <summary>A line that only steers: <c>{{#each …}}</c>, <c>{{/if}}</c>.</summary>
    Control,

    /// <summary>A row of a table; neighbouring rows form one table.</summary>
    Row,
}

/// <summary>A part of a paper.</summary>
/// <param name="Style">How it is set.</param>
/// <param name="Cells">One text, or the cells of a row.</param>
public sealed record PaperBlock(PaperStyle Style, IReadOnlyList<string> Cells);
