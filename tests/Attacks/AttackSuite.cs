using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>What both users' suites do: find the rows, and hold a probe's record to what must come of it.</summary>
public abstract class AttackSuite
{
    private protected static TheoryData<string, SandboxLevel> Rows(User user, SandboxProfile profile = SandboxProfile.Compute)
    {
        var rows = new TheoryData<string, SandboxLevel>();
        var levels = Reports.Available(user, profile);
        foreach (var level in levels)
        {
            foreach (var probe in ProbeFiles.ChosenFor(user, isStrongest: level == levels[0], profile))
            {
                rows.Add(probe.Name, level);
            }
        }

        return rows;
    }

    private protected static async Task DemandAsync(string probe, SandboxLevel level, User user, SandboxProfile profile = SandboxProfile.Compute)
    {
        var report = await Reports.OfAsync(level, user, profile);
        Assert.Null(report.NotRun);
        Assert.True(report.Records.TryGetValue(probe, out var record), "It was not run.");
        Assert.True(Judgement.Complaints(ProbeFiles.Load(probe), level, user, record, profile) is { Count: 0 }, $"{string.Join("; ", Judgement.Complaints(ProbeFiles.Load(probe), level, user, record, profile))}. {record}");
    }

    private protected static async Task DemandNothingLeftAsync(SandboxLevel level, User user, SandboxProfile profile = SandboxProfile.Compute)
    {
        var report = await Reports.OfAsync(level, user, profile);
        Assert.Null(report.NotRun);
        Assert.Empty(report.Leftovers);
    }
}
