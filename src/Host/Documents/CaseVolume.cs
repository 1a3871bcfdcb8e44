using System.Globalization;
using System.IO.Compression;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Documents;

/// <summary>卷宗: a case as one archive with its index 卷内目录, papers, evidence, records of service and course.</summary>
internal sealed class CaseVolume(LaborFlowDbContext database, ICaseStore cases, IDocumentStore documents, IEvidenceFiles contents)
{
    private sealed record Piece(string Path, string Name, DateTimeOffset At, string By, string StorageKey);

    /// <summary>Writes the archive.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(Case matter, Stream target, CancellationToken cancellationToken)
    {
        var pieces = await PiecesAsync(matter, cancellationToken);
        await using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        await AddAsync(
            archive,
            "00-卷内目录.docx",
            PaperLayout.Write(await IndexAsync(matter, pieces, cancellationToken)),
            cancellationToken
        );
        foreach (var piece in pieces)
        {
            await using var source = await contents.OpenAsync(piece.StorageKey, cancellationToken);
            await using var entry = await archive.CreateEntry(piece.Path, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await source.CopyToAsync(entry, cancellationToken);
        }

        await AddAsync(archive, "98-送达回证.docx", PaperLayout.Write(await ServicesAsync(matter, cancellationToken)), cancellationToken);
        await AddAsync(archive, "99-办案经过.docx", PaperLayout.Write(await CourseAsync(matter, cancellationToken)), cancellationToken);
    }

    private async Task<List<Piece>> PiecesAsync(Case matter, CancellationToken cancellationToken)
    {
        var papers = (await documents.DocumentsAsync(matter.Id, cancellationToken)).Where(d => d.State == DocumentState.Issued);
        var pieces = papers
            .Select((d, i) => new Piece($"文书/{i + 1:00}-{Safe(d.Name)}", d.Name, d.CreatedAt, d.IssuedBy ?? d.CreatedBy, d.StorageKey))
            .ToList();
        var files = await cases.EvidenceAsync(matter.Id, cancellationToken);
        pieces.AddRange(
            files.Select((f, i) => new Piece($"证据/{i + 1:00}-{Safe(f.Name)}", f.Name, f.SubmittedAt, f.SubmittedBy, f.StorageKey))
        );
        return pieces;
    }

    private async Task<Paper> IndexAsync(Case matter, List<Piece> pieces, CancellationToken cancellationToken)
    {
        List<PaperBlock> blocks =
        [
            new(PaperStyle.Title, ["卷 内 目 录"]),
            new(PaperStyle.Number, [matter.CaseNumber]),
            new(PaperStyle.Line, [$"申请人：{string.Join("、", matter.Applicants.Select(p => p.Name))}"]),
            new(PaperStyle.Line, [$"被申请人：{string.Join("、", matter.Respondents.Select(p => p.Name))}"]),
            new(PaperStyle.Line, [$"收案日期：{ChineseAmount.Day(ChinaDay.Of(matter.FiledAt))}"]),
            new(PaperStyle.Row, ["序号", "材料名称", "日期", "提交或者制作", "卷内位置"]),
        ];
        foreach (var (piece, i) in pieces.Select((piece, i) => (piece, i)))
            blocks.Add(
                new PaperBlock(
                    PaperStyle.Row,
                    [
                        (i + 1).ToString(CultureInfo.InvariantCulture),
                        piece.Name,
                        ChineseAmount.Day(ChinaDay.Of(piece.At)),
                        await documents.DisplayNameAsync(piece.By, cancellationToken),
                        piece.Path,
                    ]
                )
            );
        return new Paper("volume", "卷内目录", ToParties: false, blocks);
    }

    private async Task<Paper> ServicesAsync(Case matter, CancellationToken cancellationToken)
    {
        var names = (await documents.DocumentsAsync(matter.Id, cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        List<PaperBlock> blocks =
        [
            new(PaperStyle.Title, ["送达回证"]),
            new(PaperStyle.Number, [matter.CaseNumber]),
            new(PaperStyle.Row, ["文书", "受送达人", "送达方式", "送达地址", "发出日期", "送达日期"]),
        ];
        foreach (var record in await documents.ServicesAsync(matter.Id, cancellationToken))
            blocks.Add(
                new(
                    PaperStyle.Row,
                    [
                        names[record.DocumentId],
                        matter.Parties.First(p => p.Id == record.PartyId).Name,
                        ServiceMethods.All.First(m => m.Code == record.Method).Zh,
                        record.Address,
                        ChineseAmount.Day(record.SentOn),
                        record.DeemedOn is { } day ? ChineseAmount.Day(day) : $"未送达（{record.ReturnedBecause}）",
                    ]
                )
            );
        return new Paper("services", "送达回证", ToParties: false, blocks);
    }

    private async Task<Paper> CourseAsync(Case matter, CancellationToken cancellationToken)
    {
        List<PaperBlock> blocks =
        [
            new(PaperStyle.Title, ["办案经过"]),
            new(PaperStyle.Number, [matter.CaseNumber]),
            new(PaperStyle.Row, ["时间", "经过", "办理", "依据"]),
        ];
        var events = await database
            .Set<CaseEvent>()
            .AsNoTracking()
            .Where(e => e.CaseId == matter.Id)
            .OrderBy(e => e.At)
            .ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        foreach (var e in events)
            blocks.Add(
                new PaperBlock(
                    PaperStyle.Row,
                    [ChinaDay.Minute(e.At), e.Zh, await documents.DisplayNameAsync(e.Actor, cancellationToken), e.LegalBasis ?? ""]
                )
            );
        return new Paper("course", "办案经过", ToParties: false, blocks);
    }

    // A name in an archive becomes a path on somebody's disk.
    private static string Safe(string name) =>
        string.Concat(name.Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c) ? '_' : c));

    private static async Task AddAsync(ZipArchive archive, string path, byte[] content, CancellationToken cancellationToken)
    {
        await using var entry = await archive.CreateEntry(path).OpenAsync(cancellationToken);
        await entry.WriteAsync(content, cancellationToken);
    }
}
