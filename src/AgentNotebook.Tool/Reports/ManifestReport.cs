using System.Globalization;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents.Manifest;

namespace AgentNotebook.Tool.Reports;

/// <summary>A manifest, and what was found of it, in words.</summary>
internal static class ManifestReport
{
    /// <summary>A manifest as lines.</summary>
    public static string Of(RunManifest manifest)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{Word(manifest.Outcome)}, {manifest.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {manifest.Seconds:0.0} s"),
            $"{manifest.Program.Name} {manifest.Program.Version}, {manifest.Program.Runtime}, C# compiler {manifest.Program.Compiler}",
            $"{manifest.Machine}",
            $"sandbox level: {manifest.SandboxLevel ?? "none was needed: no code of an agent or of #!sandbox ran"}",
            $"source: sha256 {manifest.SourceSha256}",
        };
        Table(lines, "parameters", ["  NAME", "VALUE"], manifest.Parameters.Select(parameter => new[] { "  " + parameter.Name, Untrusted.Line(parameter.Literal, 100) }));
        Table(lines, "files", ["  FILE", "KIND", "BYTES#", "SHA-256"], manifest.Files.Select(file => new[] { $"  {file.Path}{(file.IsOutside ? " (outside the folder)" : "")}", file.Kind, $"{file.Bytes}", file.Sha256 }));
        Table(lines, "packages", ["  PACKAGE", "VERSION", "SHA-512"], manifest.Packages.Select(package => new[] { "  " + package.Id, package.Version, package.Sha512.Length > 20 ? package.Sha512[..20] + "…" : package.Sha512 }));
        Table(lines, "runs", ["  RUN", "CELL", "MODELS", "SEED#"], manifest.Runs.Select(run => new[] { "  " + run.Id, run.Cell, string.Join(", ", run.Models), $"{run.Seed}" }));
        Table(lines, "cells", ["  CELL", "OUTCOME", "SECONDS#", "TOKENS#", "USD#", "SHA-256"], manifest.Cells.Select(cell => new[]
        {
            "  " + cell.Id, Word(cell.Outcome), Number(cell.Seconds), cell.Tokens?.ToString(CultureInfo.InvariantCulture) ?? "", cell.CostUsd?.ToString(CultureInfo.InvariantCulture) ?? (cell.Tokens is null ? "" : "unknown"), cell.Sha256[..12] + "…",
        }));
        if (manifest.LeftOut > 0)
        {
            lines.Add($"{manifest.LeftOut} more things were used that are not listed.");
        }

        return string.Join('\n', lines);
    }

    /// <summary>What was found as lines.</summary>
    public static string Of(IReadOnlyList<ManifestFinding> findings)
    {
        var differences = findings.Count(finding => finding.Standing == ManifestStanding.Differs);
        var table = TextTable.Format(["", "", ""], [.. findings.Select(finding => new[] { Mark(finding.Standing), Untrusted.Line(finding.Item, 100), Untrusted.Line(finding.Words, 1_000) })]);
        return $"{table.TrimStart('\n')}\n{(differences == 0 ? "All that can be known holds." : differences == 1 ? "1 item differs." : $"{differences} items differ.")}";
    }

    private static void Table(List<string> lines, string title, string[] heads, IEnumerable<string[]> rows)
    {
        var list = rows.ToList();
        if (list.Count > 0)
        {
            lines.Add($"{title}:");
            lines.Add(TextTable.Format(heads, list));
        }
    }

    private static string Mark(ManifestStanding standing) => standing switch
    {
        ManifestStanding.Holds => "holds",
        ManifestStanding.Differs => "DIFFERS",
        _ => "unknown",
    };

    private static string Word(ManifestOutcome outcome) => outcome == ManifestOutcome.NotRun ? "not run" : outcome.ToString().ToLowerInvariant();

    private static string Number(double? seconds) => seconds?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
