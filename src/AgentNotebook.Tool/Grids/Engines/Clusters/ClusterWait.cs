namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>Waits for members that a cluster has taken.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="view">What was handed to it.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterWait(ICluster cluster, GridView view, TimeProvider time)
{
    private readonly HashSet<int> _begun = [];
    private readonly Dictionary<int, MemberView> _over = [];
    private IReadOnlyDictionary<int, ClusterState> _states = new Dictionary<int, ClusterState>();
    private long? _asked;
    private long? _lacking;
    private int _failures;

    /// <summary>Waits until nothing more comes of any member.</summary>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="stop">Ends the waiting; the members go on.</param>
    /// <returns>How each of the submitted members is, in their order.</returns>
    /// <exception cref="ClusterException">The cluster fails to answer too often in a row.</exception>
    public async Task<IReadOnlyList<MemberView>> RunAsync(IGridProgress progress, CancellationToken stop)
    {
        while (true)
        {
            await AskAsync();
            var start = time.GetTimestamp();
            var now = view.Submission.Indices.Where(index => !_over.ContainsKey(index)).ToDictionary(index => index, Look);
            _lacking = now.Values.Any(member => member.LacksResult) ? _lacking ?? start : null;
            Tell(now, progress, isLate: _lacking is { } since && time.GetElapsedTime(since) >= ClusterLimits.ResultDelay);
            if (_over.Count == view.Submission.Indices.Count || stop.IsCancellationRequested)
            {
                return [.. view.Submission.Indices.Select(index => _over.GetValueOrDefault(index) ?? now[index])];
            }

            // Of very many members the files are looked at less often, so that looking takes a fifth of the time at most.
            var pause = TimeSpan.FromTicks(Math.Max(ClusterLimits.LookEvery.Ticks, 4 * time.GetElapsedTime(start).Ticks));
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync()
    {
        if (_asked is { } at && time.GetElapsedTime(at) < ClusterLimits.AskEvery)
        {
            return;
        }

        try
        {
            _states = await cluster.StatesAsync(view.Submission);
            _failures = 0;
        }
        catch (ClusterException) when (++_failures < ClusterLimits.FailuresInARow)
        {
            // A controller that restarts answers again; what it said last still holds.
        }

        _asked = time.GetTimestamp();
    }

    private MemberView Look(int index)
    {
        var member = view.Run.Members[index];
        var state = _states.GetValueOrDefault(index);
        if (state is { Phase: ClusterPhase.Waiting } && view.Folder.ReadRecord(index, view.Submission.GridSha256)?.Last is { } start && (start.Ended is null || start.Code != ExitCode.Interrupted))
        {
            // It has begun since the cluster was asked.
            state = state with { Phase = ClusterPhase.Running, Word = "RUNNING", Reason = "" };
        }

        return view.Look(index, member, state);
    }

    private void Tell(Dictionary<int, MemberView> now, IGridProgress progress, bool isLate)
    {
        foreach (var (index, member) in now)
        {
            if (member.Record is not null && _begun.Add(index))
            {
                progress.Started(member.Result.Member);
            }

            if (member.IsOver && (!member.LacksResult || isLate))
            {
                _over[index] = member;
                progress.Finished(member.Result);
            }
        }
    }
}
