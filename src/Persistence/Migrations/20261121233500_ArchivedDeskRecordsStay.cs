using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <summary>Triggers only: the model is that of the migration before.</summary>
    [DbContext(typeof(LaborFlowDbContext))]
    [Migration("20261121233500_ArchivedDeskRecordsStay")]
    public partial class ArchivedDeskRecordsStay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var script in PostgreSqlArchiveGuards.DeskScripts)
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var script in PostgreSqlArchiveGuards.DeskUndo)
            {
                migrationBuilder.Sql(script);
            }
        }
    }
}
