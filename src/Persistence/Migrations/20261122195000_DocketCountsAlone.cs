using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <summary>
    /// The arbitration docket goes on from where applications and docket counted together until now. Rows only: the model is that of the
    /// migration before.
    /// </summary>
    [DbContext(typeof(LaborFlowDbContext))]
    [Migration("20261122195000_DocketCountsAlone")]
    public partial class DocketCountsAlone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                "INSERT INTO case_number_sequences (jurisdiction, calendar_year, kind, next_number) "
                    + "SELECT jurisdiction, calendar_year, 'ARB-DOCKET', next_number FROM case_number_sequences WHERE kind = 'ARB'"
            );

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DELETE FROM case_number_sequences WHERE kind = 'ARB-DOCKET'");
    }
}
