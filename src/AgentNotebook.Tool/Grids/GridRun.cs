using System.Collections.Concurrent;
using System.ComponentModel;
using AgentNotebook.Display.RunCard;

namespace AgentNotebook.Tool.Grids;

/// <summary>Runs the members of a grid side by side. What a member does stops no other.</summary>
internal sealed record GridRun
{
    /// <summary>The members to run.</summary>
    public required IReadOnlyList<GridMember> Members { get; init; }

    /// <summary>How many run side by side.</summary>
    public required int Jobs { get; init; }

    /// <summary>The folder of the executed notebooks.</summary>
    public required string Folder { get; init; }

    /// <summary>The hash of what the notebook runs.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>The tool's arguments that run a member.</summary>
    public required Func<GridMember, IEnumerable<string>> Arguments { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where a member's executed notebook is.</summary>
    public string FileOf(GridMember member) => Path.Combine(Folder, member.FileName);

    /// <summary>What an earlier execution of the same grid has done already; <see langword="null"/> for a member that has to run.</summary>
    public MemberResult? Earlier(GridMember member) =>
        MemberNotebook.Read(FileOf(member), member, SourceSha256) is { Manifest.Outcome: Documents.Manifest.ManifestOutcome.Succeeded } done
            ? new MemberResult(member, MemberStatus.Succeeded, TimeSpan.FromSeconds(done.Manifest.Seconds)) { Scraps = done.Scraps, HasNotebook = true, IsEarlier = true }
            : null;

    /// <summary>Runs them all.</summary>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="stop">Lets those that run come to rest, and begins no other.</param>
    /// <param name="kill">Kills those that run.</param>
    /// <returns>What each came to, in their order.</returns>
    public async Task<IReadOnlyList<MemberResult>> RunAsync(IGridProgress progress, CancellationToken stop, CancellationToken kill)
    {
        var results = new ConcurrentDictionary<GridMember, MemberResult>();
        await Parallel.ForEachAsync(Members, new ParallelOptions { MaxDegreeOfParallelism = Jobs }, async (member, _) =>
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            progress.Started(member);
            var result = await TryAsync(member, progress, stop, kill);
            results[member] = result;
            progress.Finished(result);
        });
        return [.. Members.Select(member => results.GetValueOrDefault(member) ?? new MemberResult(member, MemberStatus.NotRun, TimeSpan.Zero))];
    }

    private async Task<MemberResult> TryAsync(GridMember member, IGridProgress progress, CancellationToken stop, CancellationToken kill)
    {
        try
        {
            return await RunAsync(member, progress, stop, kill);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return new MemberResult(member, MemberStatus.Failed, TimeSpan.Zero, $"It could not be started, or its file could not be replaced: {exception.Message}");
        }
    }

    private async Task<MemberResult> RunAsync(GridMember member, IGridProgress progress, CancellationToken stop, CancellationToken kill)
    {
        var file = FileOf(member);
        // What another version of the notebook left must not be taken for what this one did, when it is killed.
        File.Delete(file);
        var start = Time.GetTimestamp();
        var (code, errors) = await MemberProcess.RunAsync(Arguments(member), share => progress.Advanced(member, share), stop, kill);
        var notebook = MemberNotebook.Read(file, member, SourceSha256);
        // The notebook's own time, as far as there is one: it does not count how long a process takes to start.
        var elapsed = notebook is null ? Time.GetElapsedTime(start) : TimeSpan.FromSeconds(notebook.Manifest.Seconds);
        var status = StatusOf(code, stop.IsCancellationRequested);
        if (status == MemberStatus.Succeeded && notebook is null)
        {
            return new MemberResult(member, MemberStatus.Failed, elapsed, "It says that it succeeded, and its executed notebook is not there. The notebook or its parameters changed meanwhile, or the file was taken away.");
        }

        return new MemberResult(member, status, elapsed, status == MemberStatus.Succeeded ? "" : ErrorOf(status, code, notebook, errors))
        {
            Scraps = notebook?.Scraps ?? [],
            HasNotebook = notebook is not null,
        };
    }

    private static MemberStatus StatusOf(int code, bool stopped) => code switch
    {
        ExitCode.Success => MemberStatus.Succeeded,
        ExitCode.Failure or ExitCode.Usage => MemberStatus.Failed,
        ExitCode.Refused => MemberStatus.Refused,
        ExitCode.Interrupted => MemberStatus.Interrupted,
        // 128 and the number of a signal, as shells count; numbers of signals end at 64.
        > 128 and <= 192 => stopped ? MemberStatus.Interrupted : MemberStatus.Killed,
        _ => MemberStatus.Crashed,
    };

    private static string ErrorOf(MemberStatus status, int code, MemberNotebook? notebook, string errors) => status switch
    {
        MemberStatus.Killed => $"Signal {code - 128} ended its process{(code == 137 ? " (SIGKILL: by someone, or because memory ran out)" : "")}.",
        MemberStatus.Interrupted => "",
        MemberStatus.Crashed => $"Its process ended with code {code}. {FirstLine(errors)}".TrimEnd(),
        _ => notebook is { Error.Length: > 0 } ? notebook.Error : FirstLine(errors),
    };

    private static string FirstLine(string errors) =>
        Untrusted.Line(errors.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "", 300);
}
