using AgentNotebook.Documents;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Grids.Engines;
using AgentNotebook.Tool.Grids.Records;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary>Runs a grid, shows how it goes, and writes its summary.</summary>
internal static class GridExecution
{
    private const int MostNamed = 10;

    /// <summary>Runs those members that have not succeeded yet.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="grid">All members.</param>
    /// <param name="engine">Where they run.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(NotebookDocument document, string notebook, GridRun grid, IGridEngine engine)
    {
        NotebookParameter.Check(document, grid.Members[0].Parameters);
        Directory.CreateDirectory(grid.Folder);
        await EarlierSubmission.DemandOverAsync(new GridFolder(grid.Folder));
        var earlier = grid.Members.Select(grid.Earlier).OfType<MemberResult>().ToDictionary(result => result.Member);
        var rest = grid.Members.Where(member => !earlier.ContainsKey(member)).ToList();
        var terminal = new Terminal();
        terminal.WriteLine($"{Count(grid.Members.Count)}{(earlier.Count > 0 ? $", of which {earlier.Count} succeeded before" : "")}{(rest.Count > 0 ? $"; {engine.Describe(rest.Count)}" : "")}.");
        if (rest.Count > 0 && await engine.BeginAsync(grid, rest) is { } handedOver)
        {
            terminal.WriteLine(handedOver);
            terminal.WriteLine($"'agentnb grid status {Shown(grid.Folder)}' shows how they are, 'agentnb grid collect {Shown(grid.Folder)}' makes the table.");
            return ExitCode.Success;
        }

        using var signals = new StopSignals(outlives: true);
        var ran = rest.Count == 0 ? [] : await ShowAsync(grid with { Members = rest }, engine, terminal, signals);
        var all = ran.Concat(earlier.Values).ToDictionary(result => result.Member);
        return Report([.. grid.Members.Select(member => all[member])], grid.Folder, notebook, terminal, signals.Token.IsCancellationRequested, engine.WhenStopped);
    }

    /// <summary>Shows a run of members as it goes.</summary>
    public static Task<IReadOnlyList<MemberResult>> ShowAsync(GridRun run, IGridEngine engine, Terminal terminal, StopSignals signals) =>
        Console.IsOutputRedirected
            ? engine.RunAsync(run, new GridLines(terminal, run.Members.Count, TimeProvider.System), signals.Token, signals.Again)
            : GridBars.ShowAsync(run.Members.Count, progress => engine.RunAsync(run, progress, signals.Token, signals.Again));

    /// <summary>Writes the summary and says what is not as it should be.</summary>
    /// <param name="results">What all members came to, in their order.</param>
    /// <param name="folder">The folder of the results.</param>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="stopped">Whether it was interrupted.</param>
    /// <param name="whenStopped">What becomes of members that are not done.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Report(IReadOnlyList<MemberResult> results, string folder, string notebook, Terminal terminal, bool stopped, string whenStopped)
    {
        GridSummary.Write(folder, notebook, results);
        terminal.WriteLine($"Wrote {Shown(Path.Combine(folder, GridSummary.Csv))} and {GridSummary.Html}: {results.Count(result => result.Status == MemberStatus.Succeeded)} of {results.Count} succeeded.");
        var open = results.Where(result => result.Status is MemberStatus.Interrupted or MemberStatus.NotRun or MemberStatus.Waiting or MemberStatus.Running).ToList();
        var failed = results.Where(result => result.Status != MemberStatus.Succeeded).Except(open).ToList();
        foreach (var result in failed.Take(MostNamed))
        {
            Console.Error.WriteLine($"agentnb: {result.Member.Name} {result.Word}. {result.Error}".TrimEnd());
        }

        if (failed.Count > MostNamed)
        {
            Console.Error.WriteLine($"agentnb: {failed.Count - MostNamed} more did not succeed; the summary names them.");
        }

        if (stopped)
        {
            Console.Error.WriteLine($"agentnb: interrupted; {open.Count} are not done. {whenStopped}");
            return ExitCode.Interrupted;
        }

        var under = open.Count(result => result.Status is MemberStatus.Waiting or MemberStatus.Running);
        if (under > 0)
        {
            Console.Error.WriteLine($"agentnb: {under} still wait or run. 'agentnb grid collect {Shown(folder)} --wait' waits for them.");
        }

        if (open.Count > under)
        {
            Console.Error.WriteLine($"agentnb: {open.Count - under} were not run to their end. The command that ran the grid runs them again, from where they were.");
        }

        if (failed.Count == 0)
        {
            return open.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        }

        Console.Error.WriteLine("agentnb: the same command runs them again, and only them.");
        return failed.All(result => result.Status == MemberStatus.Refused) && open.Count == 0 ? ExitCode.Refused : ExitCode.Failure;
    }

    private static string Count(int members) => members == 1 ? "1 member" : $"{members} members";

    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
