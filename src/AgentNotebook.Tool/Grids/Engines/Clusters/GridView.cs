using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>Puts together what a cluster says of a grid and what its members' files say.</summary>
/// <param name="Run">All members, and where their executed notebooks are.</param>
/// <param name="Folder">The folder of the results.</param>
/// <param name="Submission">What was handed to the cluster.</param>
/// <param name="Title">The cluster's name.</param>
internal sealed record GridView(GridRun Run, GridFolder Folder, GridSubmission Submission, string Title)
{
    private readonly HashSet<int> _submitted = [.. Submission.Indices];

    /// <summary>How every member is, in their order.</summary>
    /// <param name="states">What the cluster says, asked before the files are read: what ends in between has written its file.</param>
    public IReadOnlyList<MemberView> Look(IReadOnlyDictionary<int, ClusterState> states) => [.. Run.Members.Select((member, index) => Look(index, member, states.GetValueOrDefault(index)))];

    /// <summary>How one member is.</summary>
    public MemberView Look(int index, GridMember member, ClusterState? state)
    {
        if (!_submitted.Contains(index))
        {
            return new MemberView(Run.Earlier(member) ?? new MemberResult(member, MemberStatus.NotRun, TimeSpan.Zero), null, null);
        }

        var record = Folder.ReadRecord(index, Submission.GridSha256);
        return new MemberView(ResultOf(index, member, state, record), state, record);
    }

    private MemberResult ResultOf(int index, GridMember member, ClusterState? state, MemberRecord? record)
    {
        if (state is { Phase: ClusterPhase.Waiting })
        {
            return new MemberResult(member, MemberStatus.Waiting, TimeSpan.Zero, state.Reason);
        }

        if (record?.Last is { Ended: { } ended, Code: { } code } start && !(code == ExitCode.Interrupted && state is { Phase: ClusterPhase.Running }))
        {
            var result = Run.Judge(member, new MemberEnding(code, Folder.LogTail(index), ended - start.Started, WasStopped: false));
            // It came to rest because it was told to; why, the cluster knows.
            return result.Status == MemberStatus.Interrupted && state is not null ? result with { Error = $"{Title} says {state.Word}." } : result;
        }

        return state switch
        {
            { Phase: ClusterPhase.Running } => new MemberResult(member, MemberStatus.Running, TimeSpan.Zero),
            // Whoever cancels what waits meant it.
            { Phase: ClusterPhase.Cancelled } when record is null => new MemberResult(member, MemberStatus.NotRun, TimeSpan.Zero),
            { Phase: ClusterPhase.Completed } => new MemberResult(member, MemberStatus.Failed, TimeSpan.Zero, $"{Title} says that it ended well, and nothing of it is in {Folder.Path}. Is this folder the same where members run?"),
            not null => new MemberResult(member, MemberStatus.Killed, TimeSpan.Zero, $"{Title} says {state.Word}{(state.Reason.Length > 0 ? $" ({state.Reason})" : "")}{Whereabouts(record)}."),
            null when record is not null => new MemberResult(member, MemberStatus.Killed, TimeSpan.Zero, $"{Title} no longer knows it, and it left no result{Whereabouts(record)}."),
            null => new MemberResult(member, MemberStatus.NotRun, TimeSpan.Zero),
        };
    }

    private static string Whereabouts(MemberRecord? record) =>
        record is null ? "; it had not begun" : $"; it ran on {Display.RunCard.Untrusted.Line(record.Last.Host, 80)}";
}
