using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>What <c>agentnb bench sandbox</c> reports. Never how fast anything was.</summary>
public sealed class SandboxBenchTests : IDisposable
{
    private static readonly string[] _few =
    [
        "warm-up=0", "warm=2", "levels=1", "peer=0", "sequence=3", "burst=1", "cold=1", "timeout=1", "memory-limit=1",
    ];

    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task every_part_gives_figures_and_no_answer_is_wrong_or_lost()
    {
        var result = await ToolProcess.RunAsync(_folder.Path, ["bench", "sandbox", "--json", .. _few.SelectMany(word => new[] { "--repetitions", word })]);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var report = JsonNode.Parse(result.Output)!;
        var figures = report["figures"]!.AsArray();
        Assert.Superset(
            new HashSet<string> { "warm", "sequence", "burst", "cold", "timeout" },
            figures.Select(figure => (string)figure!["part"]!).ToHashSet());
        Assert.All(figures, AssertFigure);
        Assert.True((int)report["answers"]!["asked"]! > 20);
        Assert.Equal((int)report["answers"]!["asked"]!, (int)report["answers"]!["right"]!);
        Assert.Empty(report["answers"]!["faults"]!.AsArray());
        var machine = report["machine"]!;
        Assert.Equal(Environment.ProcessorCount, (int)machine["processors"]!);
        Assert.NotEmpty((string)machine["kernel"]!);
        Assert.NotEmpty((string)machine["level"]!);
        Assert.True((double)machine["calibration"]!["median"]! > 0);
        Assert.NotNull(machine["toolIsReadyToRun"]);
    }

    [Theory]
    [InlineData("--only", "brust", "Did you mean 'burst'?")]
    [InlineData("--repetitions", "wram=3", "Did you mean 'warm'?")]
    [InlineData("--repetitions", "warm=many", "warm=COUNT")]
    [InlineData("--repetitions", "warm", "warm=COUNT")]
    public async Task a_wrong_part_or_count_is_refused_with_the_right_one(string option, string word, string hint)
    {
        var result = await ToolProcess.RunAsync(_folder.Path, "bench", "sandbox", option, word);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(hint, result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertFigure(JsonNode? figure)
    {
        Assert.Contains((string)figure!["unit"]!, new[] { "ms", "MB", "×" });
        var spread = figure["spread"]!;
        var (least, median, most) = ((double)spread["min"]!, (double)spread["median"]!, (double)spread["max"]!);
        Assert.True((int)spread["count"]! > 0 && least <= median && median <= (double)spread["p90"]! && (double)spread["p90"]! <= (double)spread["p99"]! && (double)spread["p99"]! <= most, figure.ToJsonString());
        if (figure["goal"] is { } goal)
        {
            var judged = (string)goal["statistic"]! == "median" ? median : most;
            Assert.Equal((string)goal["bound"]! == "atMost" ? judged <= (double)goal["limit"]! : judged >= (double)goal["limit"]!, (bool)figure["isMet"]!);
        }
    }
}
