namespace AgentNotebook.Documents.Manifest;

/// <summary>Says whether the cells of a notebook are those that ran.</summary>
internal static class SourceCheck
{
    private const int MostNamed = 20;

    public static IReadOnlyList<ManifestFinding> Run(NotebookDocument document, RunManifest manifest)
    {
        var now = NotebookSource.Cells(document).Select(cell => (cell.Id, Hash: NotebookSource.HashOf(document, cell))).ToList();
        if (NotebookSource.HashOf(now.Select(cell => cell.Hash)) == manifest.SourceSha256)
        {
            return [new("cells", ManifestStanding.Holds, $"The code of all {now.Count} cells is what ran.")];
        }

        var then = manifest.Cells.GroupBy(cell => cell.Id).ToDictionary(group => group.Key, group => group.First().Sha256);
        var changes = now.Where(cell => !then.TryGetValue(cell.Id, out var hash) || hash != cell.Hash)
            .Select(cell => new ManifestFinding($"cell {cell.Id}", ManifestStanding.Differs, then.ContainsKey(cell.Id) ? "Its code has changed since it ran." : "It was not there when the notebook ran."))
            .Concat(then.Keys.Except(now.Select(cell => cell.Id)).Select(id => new ManifestFinding($"cell {id}", ManifestStanding.Differs, "It ran, and is not there any more.")))
            .ToList();
        return changes.Count switch
        {
            0 => [new("cells", ManifestStanding.Differs, "They stand in another order than when they ran.")],
            <= MostNamed => changes,
            _ => [.. changes.Take(MostNamed), new("cells", ManifestStanding.Differs, $"{changes.Count - MostNamed} more have changed.")],
        };
    }
}
