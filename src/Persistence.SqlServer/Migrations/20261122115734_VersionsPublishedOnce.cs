using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class VersionsPublishedOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "published_at",
                table: "workflow_definitions",
                type: "datetimeoffset",
                nullable: true);

            foreach (var script in SqlServerGuards.PublishedOnceScripts)
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var script in SqlServerGuards.PublishedOnceUndo)
            {
                migrationBuilder.Sql(script);
            }

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "workflow_definitions");
        }
    }
}
