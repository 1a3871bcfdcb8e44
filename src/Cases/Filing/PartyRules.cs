using System.Text.RegularExpressions;
using LaborFlow.Cases.Parties;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Identifiers;

namespace LaborFlow.Cases.Filing;

/// <summary>What an application must tell of its parties.</summary>
internal static partial class PartyRules
{
    private static readonly string[] Kinds = ["worker", "employer"];
    private static readonly string[] Genders = ["male", "female"];
    private static readonly string[] WorkerIdTypes = [IdTypes.ResidentId, IdTypes.Passport, IdTypes.HkMacaoPermit];
    private static readonly string[] EmployerRoles = ["employer", "dispatch-agency", "user-firm"];

    public static void Check(FieldCheck check, FileDisputeRequest request, int mostCoApplicants, int mostRespondents)
    {
        Applicant(check, request.Applicant);
        CoApplicants(check, request, mostCoApplicants);
        Respondents(check, request, mostRespondents);
    }

    private static void Applicant(FieldCheck check, ApplicantInput? applicant)
    {
        if (applicant is null)
        {
            check.Add("applicant", "required", "请填写申请人。", "The applicant is required.");
            return;
        }

        check.OneOf("applicant.kind", applicant.Kind, Kinds, "申请人类型");
        check.Required("applicant.name", applicant.Name, 100, "申请人姓名（名称）");
        var idTypes = applicant.Kind == "employer" ? [IdTypes.CreditCode] : WorkerIdTypes;
        if (check.OneOf("applicant.idType", applicant.IdType, idTypes, "证件类型"))
            IdNumber(check, "applicant.idNumber", applicant.IdType, applicant.IdNumber);
        Phone(check, "applicant.phone", applicant.Phone, required: true);
        check.OneOf("applicant.gender", applicant.Gender, Genders, "性别", required: false);
        GenderFitsNumber(check, "applicant.gender", applicant.Gender, applicant.IdType, applicant.IdNumber);
        check.Required("applicant.serviceAddress", applicant.ServiceAddress, 300, "送达地址");
        Email(check, "applicant.email", applicant.Email);
    }

    private static void CoApplicants(FieldCheck check, FileDisputeRequest request, int most)
    {
        var others = request.CoApplicants ?? [];
        if (others.Count > most)
        {
            check.Add("coApplicants", "too-many", $"共同申请人不得超过{most}人。", $"At most {most} co-applicants.");
            return;
        }

        if (others.Count > 0 && request.Applicant?.Kind == "employer")
            check.Add(
                "coApplicants",
                "contradictory",
                "用人单位申请不应有共同申请的劳动者。",
                "An employer's application has no co-applicants."
            );

        var seen = new HashSet<string>(StringComparer.Ordinal) { Parties.IdNumber.Normalise(request.Applicant?.IdNumber) ?? "" };
        for (var i = 0; i < others.Count; i++)
        {
            var field = $"coApplicants[{i}]";
            if (others[i] is not { } other)
            {
                check.Add(field, "required", "共同申请人不能为空。", "The co-applicant is empty.");
                continue;
            }

            check.Required($"{field}.name", other.Name, 100, "姓名");
            if (check.OneOf($"{field}.idType", other.IdType, WorkerIdTypes, "证件类型"))
                IdNumber(check, $"{field}.idNumber", other.IdType, other.IdNumber);
            if (Parties.IdNumber.Normalise(other.IdNumber) is { } number && !seen.Add(number))
                check.Add($"{field}.idNumber", "duplicate", "该证件号码已在本申请中出现。", "This number occurs twice in the application.");
            Phone(check, $"{field}.phone", other.Phone, required: false);
            check.OneOf($"{field}.gender", other.Gender, Genders, "性别", required: false);
            GenderFitsNumber(check, $"{field}.gender", other.Gender, other.IdType, other.IdNumber);
            check.Optional($"{field}.serviceAddress", other.ServiceAddress, 300, "送达地址");
            Email(check, $"{field}.email", other.Email);
        }
    }

    private static void Respondents(FieldCheck check, FileDisputeRequest request, int most)
    {
        var respondents = request.Respondents ?? [];
        if (respondents.Count == 0)
            check.Add("respondents", "required", "请至少填写一名被申请人。", "At least one respondent is required.");
        if (respondents.Count > most)
        {
            check.Add("respondents", "too-many", $"被申请人不得超过{most}名。", $"At most {most} respondents.");
            return;
        }

        for (var i = 0; i < respondents.Count; i++)
        {
            var field = $"respondents[{i}]";
            if (respondents[i] is not { } respondent)
            {
                check.Add(field, "required", "被申请人不能为空。", "The respondent is empty.");
                continue;
            }

            if (check.OneOf($"{field}.kind", respondent.Kind, Kinds, "被申请人类型"))
            {
                check.OneOf($"{field}.role", respondent.Role, respondent.Kind == "worker" ? ["worker"] : EmployerRoles, "被申请人身份");
                if (respondent.Kind == request.Applicant?.Kind)
                    check.Add(
                        $"{field}.kind",
                        "contradictory",
                        "劳动争议的一方应为劳动者，另一方应为用人单位。",
                        "A labour dispute is between a worker and an employer."
                    );
            }

            check.Required($"{field}.name", respondent.Name, 200, "被申请人姓名（名称）");
            if (!string.IsNullOrWhiteSpace(respondent.CreditCode))
                IdNumber(check, $"{field}.creditCode", IdTypes.CreditCode, respondent.CreditCode);
            check.Optional($"{field}.registeredAddress", respondent.RegisteredAddress, 300, "注册地址");
            check.Optional($"{field}.workplaceAddress", respondent.WorkplaceAddress, 300, "工作地点");
            check.Optional($"{field}.legalRepresentative", respondent.LegalRepresentative, 100, "法定代表人");
            Phone(check, $"{field}.contactPhone", respondent.ContactPhone, required: false);
        }
    }

    private static void IdNumber(FieldCheck check, string field, string? idType, string? number)
    {
        if (!check.Required(field, number, 40, "证件号码"))
            return;

        if (Parties.IdNumber.Fault(idType, number) is { } fault)
            check.Add(field, "invalid-number", fault.Zh, fault.En);
    }

    private static void GenderFitsNumber(FieldCheck check, string field, string? gender, string? idType, string? number)
    {
        if (
            gender is "male" or "female"
            && idType == IdTypes.ResidentId
            && ResidentIdentityNumber.TryParse(number, out var id, out _)
            && id.IsMale != (gender == "male")
        )
            check.Add(field, "contradictory", "性别与公民身份号码不符。", "The gender does not match the identity number.");
    }

    private static void Email(FieldCheck check, string field, string? email)
    {
        if (check.Optional(field, email, 254, "电子邮箱") && email is { Length: > 0 } && !EmailPattern().IsMatch(email))
            check.Add(field, "invalid", "电子邮箱格式不正确。", "This is not an e-mail address.");
    }

    public static void Phone(FieldCheck check, string field, string? phone, bool required)
    {
        var sound = required ? check.Required(field, phone, 30, "联系电话") : check.Optional(field, phone, 30, "联系电话");
        if (sound && phone is { Length: > 0 } && !PhonePattern().IsMatch(phone))
            check.Add(field, "invalid", "联系电话格式不正确。", "This is not a telephone number.");
    }

    [GeneratedRegex(@"^\+?[0-9][0-9 \-]{5,24}[0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EmailPattern();
}
