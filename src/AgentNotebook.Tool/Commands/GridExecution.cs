using AgentNotebook.Documents;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary>Runs a grid, shows how it goes, and writes its summary.</summary>
internal static class GridExecution
{
    private const int MostNamed = 10;

    /// <summary>Runs those members that have not succeeded yet.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="members">The members.</param>
    /// <param name="line">The command line of a member.</param>
    /// <param name="jobs">How many run side by side.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(NotebookDocument document, IReadOnlyList<GridMember> members, GridCommandLine line, int jobs)
    {
        NotebookParameter.Check(document, members[0].Parameters);
        Directory.CreateDirectory(line.Folder);
        var run = new GridRun { Members = members, Jobs = jobs, Folder = line.Folder, SourceSha256 = NotebookSource.HashOf(document), Arguments = line.Of };
        var earlier = members.Select(run.Earlier).OfType<MemberResult>().ToDictionary(result => result.Member);
        var rest = members.Where(member => !earlier.ContainsKey(member)).ToList();
        var terminal = new Terminal();
        terminal.WriteLine($"{Count(members.Count)}{(earlier.Count > 0 ? $", of which {earlier.Count} succeeded before" : "")}{(rest.Count > 0 ? $"; {Math.Min(jobs, rest.Count)} side by side" : "")}.");
        using var signals = new StopSignals(outlives: true);
        var ran = rest.Count == 0 ? [] : await ShowAsync(run with { Members = rest }, terminal, signals);
        var all = ran.Concat(earlier.Values).ToDictionary(result => result.Member);
        List<MemberResult> results = [.. members.Select(member => all[member])];
        GridSummary.Write(line.Folder, Path.GetFileName(line.Notebook), results);
        terminal.WriteLine($"Wrote {Shown(Path.Combine(line.Folder, GridSummary.Csv))} and {GridSummary.Html}: {results.Count(result => result.Status == MemberStatus.Succeeded)} of {results.Count} succeeded.");
        return Report(results, signals.Token.IsCancellationRequested);
    }

    private static Task<IReadOnlyList<MemberResult>> ShowAsync(GridRun run, Terminal terminal, StopSignals signals) =>
        Console.IsOutputRedirected
            ? run.RunAsync(new GridLines(terminal, run.Members.Count, run.Time), signals.Token, signals.Again)
            : GridBars.ShowAsync(run.Members.Count, progress => run.RunAsync(progress, signals.Token, signals.Again));

    private static int Report(IReadOnlyList<MemberResult> results, bool stopped)
    {
        var failed = results.Where(result => result.Status is not (MemberStatus.Succeeded or MemberStatus.Interrupted or MemberStatus.NotRun)).ToList();
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
            Console.Error.WriteLine($"agentnb: interrupted; {results.Count(result => result.Status is MemberStatus.Interrupted or MemberStatus.NotRun)} are not done. The same command runs them.");
            return ExitCode.Interrupted;
        }

        if (failed.Count == 0)
        {
            return ExitCode.Success;
        }

        Console.Error.WriteLine("agentnb: the same command runs them again, and only them.");
        return failed.All(result => result.Status == MemberStatus.Refused) ? ExitCode.Refused : ExitCode.Failure;
    }

    private static string Count(int members) => members == 1 ? "1 member" : $"{members} members";

    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
