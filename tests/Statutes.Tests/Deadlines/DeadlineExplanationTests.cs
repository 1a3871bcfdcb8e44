using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Deadlines;

public sealed class DeadlineExplanationTests
{
    private static DeadlineExplanation Explain(DeadlineRequest request)
    {
        var result = DeadlineCalculator.Explain(request, StatuteRegister.Installed, WorkingCalendar.Installed);
        return result.Succeeded ? result.Explanation : throw new InvalidOperationException(result.Refusal.Message.Zh);
    }

    [Fact]
    public void An_acceptance_period_across_Spring_Festival_is_told_step_by_step()
    {
        var explanation = Explain(new DeadlineRequest { ParameterId = "arb-accept-5d", StartsOn = new DateOnly(2026, 2, 12) });

        explanation.DueOn.ShouldBe(new DateOnly(2026, 2, 26));
        explanation.NeedsConfirmation.ShouldBeTrue();
        explanation
            .Steps.Select(step => (step.Rule, step.Zh))
            .ShouldBe([
                ("start", "自2026-02-12收到仲裁申请次日起算，当日不计入。"),
                ("period", "期限为5个工作日。"),
                ("make-up-day", "2026-02-14（周六）因春节调休上班，计为工作日。"),
                ("holiday", "2026-02-15至2026-02-23春节放假9日，不计为工作日。"),
                (
                    "unconfirmed",
                    "注意：《劳动争议调解仲裁法》第29条; 《劳动人事争议仲裁办案规则》(人社部令第33号)第30、31条的“5日”按工作日计算，依据《劳动人事争议仲裁办案规则》(人社部令第33号)第80条，该口径尚待管理员确认。"
                ),
                ("due", "应于2026-02-26前（含当日）作出受理决定或者书面不予受理决定。"),
            ]);
        explanation.Steps.ShouldAllBe(step => step.Basis.Length > 0 && step.En.Length > 0);
    }

    [Fact]
    public void A_roll_over_names_the_holiday_that_causes_it()
    {
        var explanation = Explain(new DeadlineRequest { ParameterId = "arb-award-45d", StartsOn = new DateOnly(2026, 1, 1) });

        var step = explanation.Steps.Single(step => step.Rule == "roll-over");
        step.Zh.ShouldBe("届满日2026-02-15（周日）为春节假期，顺延至其后第一个工作日2026-02-24。");
        step.Basis.ShouldContain("《民事诉讼法》第85条");
        explanation.NominalDueOn.ShouldBe(new DateOnly(2026, 2, 15));
    }

    [Fact]
    public void Pause_extension_and_restart_are_told_apart()
    {
        var explanation = Explain(
            new DeadlineRequest
            {
                ParameterId = "arb-award-45d",
                StartsOn = new DateOnly(2026, 3, 2),
                RestartsOn = new DateOnly(2026, 3, 25),
                Pauses = [new DeadlinePause(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 10))],
                ExtensionDays = 10,
            }
        );

        explanation.Steps.Select(step => step.Rule).ShouldBe(["start", "restart", "period", "extension", "pause", "due"]);
        explanation.Steps.Single(step => step.Rule == "pause").Basis.ShouldContain("第46条");
        explanation.Zh.ShouldContain("经批准延长10日，合计55日。");
        explanation.Zh.ShouldContain("2026-04-01至2026-04-10中止（首尾两日包括在内）共10日，不计入期限。");
    }

    [Fact]
    public void Hours_run_through_nights_and_days_off_to_the_instant()
    {
        // Approved on the Friday before Qingming 2026 at 16:30 in China.
        var explanation = Explain(
            new DeadlineRequest { ParameterId = "crm-transfer-24h", StartsAt = new DateTimeOffset(2026, 4, 3, 8, 30, 0, TimeSpan.Zero) }
        );

        explanation.DueAt.ShouldBe(new DateTimeOffset(2026, 4, 4, 8, 30, 0, TimeSpan.Zero));
        explanation.DueOn.ShouldBe(new DateOnly(2026, 4, 4));
        explanation.Provisional.ShouldBeFalse();
        explanation.Zh.ShouldContain("应于2026-04-04 16:30（北京时间）前向同级公安机关移送。");
    }

    [Fact]
    public void Hours_skip_paused_days_whole()
    {
        var explanation = Explain(
            new DeadlineRequest
            {
                ParameterId = "crm-transfer-24h",
                StartsAt = new DateTimeOffset(2026, 4, 2, 18, 0, 0, TimeSpan.FromHours(8)),
                Pauses = [new DeadlinePause(new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 4))],
            }
        );

        explanation.DueAt.ShouldBe(new DateTimeOffset(2026, 4, 5, 18, 0, 0, TimeSpan.FromHours(8)));
    }

    [Theory]
    [InlineData("2026-03-02T16:30:00Z", "2026-03-10")] // already 3 March in China
    [InlineData("2026-03-02T15:30:00Z", "2026-03-09")]
    [InlineData("2026-03-02T23:30:00+08:00", "2026-03-09")]
    public void An_instant_counts_by_its_date_in_China(string startsAt, string due) =>
        Explain(
            new DeadlineRequest
            {
                ParameterId = "arb-accept-5d",
                StartsAt = DateTimeOffset.Parse(startsAt, System.Globalization.CultureInfo.InvariantCulture),
            }
        )
            .DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(due);

    [Fact]
    public void Every_countable_row_of_the_register_can_be_explained()
    {
        foreach (var row in StatuteRegister.Installed.Rows.Where(row => row.IsPeriod && !row.IsOpen && row.EffectiveTo is null))
        {
            var explanation = Explain(
                new DeadlineRequest
                {
                    ParameterId = row.Id,
                    StartsOn = new DateOnly(2026, 3, 2),
                    StartsAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)),
                }
            );

            explanation.Steps.ShouldAllBe(step => step.Basis.Length > 0, row.Id);
            explanation.Zh.ShouldContain("应于", customMessage: row.Id);
            explanation.En.ShouldContain("Due by", customMessage: row.Id);
            explanation.Zh.ShouldNotContain("同上", customMessage: row.Id);
        }
    }
}
