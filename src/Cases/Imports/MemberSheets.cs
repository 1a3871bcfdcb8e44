using LaborFlow.Cases.Filing;

namespace LaborFlow.Cases.Imports;

/// <summary>The files of co-applicants that a file of disputes names, each read once.</summary>
internal sealed class MemberSheets(FindAttachment find)
{
    // Four lines of disputes may share one file of members, and each may have five hundred.
    private const int MostMembers = 20_000;

    private readonly Dictionary<string, Sheet?> _sheets = new(StringComparer.Ordinal);

    public IReadOnlyList<CoApplicantInput> Read(string? path, string? reference, CellReader cells)
    {
        if (path is null)
            return [];
        if (!_sheets.TryGetValue(path, out var sheet))
        {
            sheet = find(path) is { } file
                ? Sheet.Read(file.Content.Span, DisputeColumns.Members, DisputeColumns.MembersRequired, MostMembers)
                : null;
            _sheets[path] = sheet;
        }

        if (sheet is null)
        {
            cells.Add(
                "coApplicants",
                "file-not-found",
                $"找不到共同申请人名单：{path}。",
                $"The file of co-applicants is missing: {path}."
            );
            return [];
        }
        foreach (var fault in sheet.Faults)
            cells.Add("coApplicants", fault.Code, $"共同申请人名单{path}：{fault.Zh}", $"In {path}: {fault.En}");
        if (sheet.Faults.Count > 0)
            return [];

        var members = sheet.Lines.Where(line => line["reference"] == reference).ToList();
        if (members.Count == 0)
            cells.Add(
                "coApplicants",
                "no-members",
                $"{path}中没有该编号的共同申请人。",
                $"{path} holds no co-applicant with this reference."
            );
        return [.. members.Select((line, i) => Member(line, i, path, cells))];
    }

    private static CoApplicantInput Member(SheetLine line, int position, string path, CellReader cells)
    {
        var field = $"coApplicants[{position}]";
        if (line.Fault is { } fault)
            cells.Add(field, fault.Code, $"{path}第{line.Number}行：{fault.Zh}", $"{path}, line {line.Number}: {fault.En}");
        return new CoApplicantInput
        {
            Name = line["name"],
            IdType = line["idType"],
            IdNumber = line["idNumber"],
            Phone = line["phone"],
            Gender = line["gender"],
            ServiceAddress = line["serviceAddress"],
            Email = line["email"],
            ConsentsToElectronicService = cells.Flag(line["consentsToElectronicService"], field + ".consentsToElectronicService"),
        };
    }
}
