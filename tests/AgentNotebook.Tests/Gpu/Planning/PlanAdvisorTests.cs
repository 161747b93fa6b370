using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using static AgentNotebook.Tests.Gpu.Planning.Models;

namespace AgentNotebook.Tests.Gpu.Planning;

public class PlanAdvisorTests
{
    private const long MiB = 1L << 20;

    private static readonly ModelHeader _model = Of(
        ("embed.weight", "BF16", [1024, 1024]), // 2 MiB
        ("h.0.q.weight", "BF16", [4096, 1024]), // 8 MiB; int8: 4 MiB and 16 KiB; int4: 2.25 MiB
        ("h.1.q.weight", "BF16", [4096, 1024]));

    [Fact]
    public void each_change_that_is_offered_was_tried_and_fits_and_the_smallest_comes_first()
    {
        var plan = Plan(_model, Card(0, 11 * MiB), Cpu(0));
        Assert.False(plan.Fits);
        Assert.Equal([PlanChangeKind.QuantizeInt8, PlanChangeKind.QuantizeInt4, PlanChangeKind.MoreMemory, PlanChangeKind.MoreMemory], plan.Changes.Select(change => change.Kind));
        Assert.All(plan.Changes, change => Assert.True(change.Plan.Fits));
        Assert.Equal(["--quantize int8", "--quantize int4", "--max-memory 0=18MiB", "--max-memory cpu=16MiB"], plan.Changes.Select(change => change.Flags));
    }

    [Fact]
    public void a_step_less_memory_than_advised_does_not_suffice()
    {
        var plan = Plan(_model, Card(0, 11 * MiB), Card(1, 2 * MiB), Cpu(5 * MiB));
        var changes = plan.Changes.Where(change => change.Kind == PlanChangeKind.MoreMemory).ToList();
        Assert.NotEmpty(changes);
        foreach (var change in changes)
        {
            var raised = change.Plan.Request.Devices.Single(device => !plan.Request.Devices.Contains(device));
            var less = change.Plan.Request.Devices.Select(device => device == raised ? raised with { MemoryBytes = raised.MemoryBytes - MiB } : device).ToList();
            Assert.False(PlacementPlanner.Plan(_model, plan.Request with { Devices = less }).Fits, change.Flags);
        }
    }

    [Fact]
    public void a_folder_is_offered_where_there_is_none_with_what_would_go_there()
    {
        var plan = Plan(_model, Card(0, 10 * MiB), Cpu(8 * MiB));
        var folder = plan.Changes.Single(change => change.Kind == PlanChangeKind.OffloadFolder);
        Assert.StartsWith("Offload 16 MiB to a folder", folder.Words);
        Assert.Contains(plan.Problems, problem => problem.Contains("no folder to offload to"));
    }

    [Fact]
    public void when_nothing_helps_nothing_is_offered()
    {
        var plan = PlacementPlanner.Plan(_model, new PlanRequest { Devices = [] });
        Assert.False(plan.Fits);
        Assert.Empty(plan.Changes);
        Assert.Equal(["There is no device."], plan.Problems);
    }
}
