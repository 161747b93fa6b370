using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Planning;

namespace AgentNotebook.Tests.Gpu.Planning;

public class PlanMachineTests
{
    [Fact]
    public void of_each_gpu_what_is_free_counts_and_one_that_does_not_answer_is_left_out_and_named()
    {
        using var probe = new ScriptedProbe("one", "two") { Answer = (device, _) => device == 0 ? new MemoryReading(30L << 30, 0) : null };
        var machine = PlanMachine.Of(probe, 5L << 30);
        Assert.Equal(50L << 30, Assert.Single(machine.Gpus).MemoryBytes);
        Assert.Equal(5L << 30, machine.Cpu.MemoryBytes);
        Assert.Equal(["GPU 1 (two) does not answer and is left out."], machine.Remarks);
    }

    [Fact]
    public void this_machine_has_main_memory()
    {
        var machine = PlanMachine.Detect();
        Assert.InRange(machine.Cpu.MemoryBytes, 1L << 20, 1L << 50);
        Assert.Equal(machine.Gpus.Count == 0, machine.Remarks.Any(remark => remark.StartsWith("No GPU of this machine is counted: ", StringComparison.Ordinal)));
    }
}
