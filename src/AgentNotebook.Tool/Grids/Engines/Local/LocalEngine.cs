using System.Collections.Concurrent;
using System.ComponentModel;

namespace AgentNotebook.Tool.Grids.Engines.Local;

/// <summary>Runs members on this machine, each in a process of its own, some side by side. What a member does stops no other.</summary>
/// <param name="jobs">How many run side by side.</param>
/// <param name="time">The clock.</param>
/// <remarks>Stopping lets those that run come to rest and begins no other; killing kills those that run.</remarks>
internal sealed class LocalEngine(int jobs, TimeProvider time) : IGridEngine
{
    public string WhenStopped => "The same command runs them.";

    public string Describe(int members) => $"{Math.Min(jobs, members)} side by side";

    public Task<string?> BeginAsync(GridRun run, IReadOnlyList<GridMember> rest) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<MemberResult>> RunAsync(GridRun run, IGridProgress progress, CancellationToken stop, CancellationToken kill)
    {
        var results = new ConcurrentDictionary<GridMember, MemberResult>();
        await Parallel.ForEachAsync(run.Members, new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (member, _) =>
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            progress.Started(member);
            var result = await TryAsync(run, member, progress, stop, kill);
            results[member] = result;
            progress.Finished(result);
        });
        return [.. run.Members.Select(member => results.GetValueOrDefault(member) ?? new MemberResult(member, MemberStatus.NotRun, TimeSpan.Zero))];
    }

    private async Task<MemberResult> TryAsync(GridRun run, GridMember member, IGridProgress progress, CancellationToken stop, CancellationToken kill)
    {
        try
        {
            // What another version of the notebook left must not be taken for what this one did, when it is killed.
            File.Delete(run.FileOf(member));
            var start = time.GetTimestamp();
            var (code, errors) = await MemberProcess.RunAsync([.. run.Arguments(member), GridCommandLine.MemberOption], share => progress.Advanced(member, share), stop, kill);
            return run.Judge(member, new MemberEnding(code, errors, time.GetElapsedTime(start), stop.IsCancellationRequested));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return new MemberResult(member, MemberStatus.Failed, TimeSpan.Zero, $"It could not be started, or its file could not be replaced: {exception.Message}");
        }
    }
}
