using System;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
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
                type: "timestamp with time zone",
                nullable: true);

            foreach (var script in PostgreSqlGuards.PublishedOnceScripts)
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var script in PostgreSqlGuards.PublishedOnceUndo)
            {
                migrationBuilder.Sql(script);
            }

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "workflow_definitions");
        }
    }
}
