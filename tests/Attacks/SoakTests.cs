using System.Globalization;
using AgentNotebook.Execution;
using Xunit.Abstractions;

namespace AgentNotebook.Attacks;

public class SoakTests(ITestOutputHelper output)
{
    private const int SpareDescriptors = 3;
    private const long SpareMemory = 160 << 20;

    private static readonly double _minutes =
        Environment.GetEnvironmentVariable("AGENTNOTEBOOK_SOAK_MINUTES") is { Length: > 0 } minutes ? double.Parse(minutes, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1" ? 1
        : 0.3;

    [LevelFact(SandboxLevel.Filtered, nameof(User.Ordinary))]
    public async Task after_many_attacks_and_ordinary_guests_at_once_nothing_has_leaked()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}, {_minutes} min");

        var messages = await AttackerProcess.RunAsync("soak", User.Ordinary, nameof(SandboxLevel.Filtered), _minutes.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));

        var report = messages.Single().Soak!;
        output.WriteLine($"{report.Probes} probes and {report.Ordinary} ordinary guests at {report.Level}; descriptors {string.Join(" → ", report.Descriptors)}, resident {string.Join(" → ", report.Memory.Select(bytes => bytes >> 20))} MiB");
        Assert.Empty(report.Wrong);
        Assert.True(report.Level > SandboxLevel.None, "There was no sandbox.");
        Assert.True(report is { Probes: > 0, Ordinary: > 0 }, "Too little time for both kinds.");
        Assert.InRange(report.Descriptors[1], 0, report.Descriptors[0] + SpareDescriptors);
        Assert.InRange(report.Memory[1], 0, report.Memory[0] + SpareMemory);
    }
}
