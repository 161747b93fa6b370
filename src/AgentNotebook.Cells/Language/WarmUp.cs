using AgentNotebook.Magics;

namespace AgentNotebook.Cells.Language;

/// <summary>Walks the paths of a notebook once with an engine of its own: what is slow the first time is loading and compiling code, which the process shares.</summary>
internal static class WarmUp
{
    private static readonly string[] _cells =
    [
        "var warm = Enumerable.Range(0, 3).Select(n => n * n).ToList();\nConsole.WriteLine($\"{warm.Count}\");\nwarm",
        "warm.NothingOfThisName()",
        "throw new InvalidOperationException(\"warm\");",
        "warm.Count + 1",
    ];

    public static Task RunAsync(NotebookServices services, CellEngineOptions options, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                await using var engine = new CellEngine(services, new MagicCatalog([]), options);
                foreach (var cell in _cells)
                {
                    await engine.ExecuteAsync(new CellSource(cell, "warm-up"), NoOutput.Instance, cancellationToken);
                }

                await engine.Language.CompleteAsync("Console.Wr", 10, cancellationToken);
                await engine.Language.CompleteAsync("Con", 3, cancellationToken);
                await engine.Language.InspectAsync("Console.WriteLine(", 18, detailLevel: 0, cancellationToken);
                engine.Language.CheckComplete("if (true) {");
            }
            catch (Exception)
            {
                // A notebook that stays cold is slower at first and nothing else.
            }
        },
        CancellationToken.None);
}
