using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Whether what came of a probe is what must come of it.</summary>
internal static class Judgement
{
    // How a child ends that something stopped, when its probe does not name more.
    private static readonly Verdict[] _stopped = [Verdict.Completed, Verdict.Failed, Verdict.Refused, Verdict.Crashed];

    /// <summary>What is wrong; empty when all is as it must be.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="level">The level it was to run at.</param>
    /// <param name="user">As whom the parent ran.</param>
    /// <param name="record">What came of it.</param>
    /// <param name="profile">The profile it was run in. No profile excuses harm.</param>
    internal static IReadOnlyList<string> Complaints(Probe probe, SandboxLevel level, User user, AttackRecord record, SandboxProfile profile = SandboxProfile.Compute)
    {
        var wrong = new List<string>();
        var isFree = level == SandboxLevel.None && probe.AtNone != AtNone.Stopped;
        var isExcused = probe.ThroughEverywhere is not null || (level == SandboxLevel.Filtered && probe.ThroughAtFiltered is not null);
        Note(record.Level != level, $"it ran at level {record.Level}");
        Note(record.Next is not null, $"after it {record.Next}");
        Note(level == SandboxLevel.None && probe.AtNone == AtNone.GetsThrough && probe.CanBeReal(user) && !record.IsThrough, "it does not get through even without a sandbox, so it proves nothing");
        if (!isFree && !isExcused)
        {
            Note(record.IsThrough && !(profile == SandboxProfile.Gpu && probe.ThroughWithGpu is not null), $"it got through: {record.Proof}");
            Note(record.Harm.Count > 0, $"it did harm: {string.Join(", ", record.Harm)}");
        }

        if (!record.IsThrough)
        {
            var allowed = probe.Expect.Count > 0 ? probe.Expect : _stopped;
            Note(!allowed.Contains(record.Verdict), $"it ended as {record.Verdict} where {string.Join(" or ", allowed)} was to come");
        }

        return wrong;

        void Note(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrong.Add(what);
            }
        }
    }
}
