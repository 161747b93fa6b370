using AgentNotebook.Gpu.Leases;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Gpu.Leases;

public class LeaseMemoryTests
{
    [Fact]
    public void what_came_back_is_a_share_of_what_was_taken() => Prop.ForAll<int, int, int>((before, peak, after) =>
    {
        var memory = new LeaseMemory(before, Math.Max(before, peak), after);
        return memory.ReturnedShare is >= 0 and <= 1
            && memory.TakenBytes >= 0
            && memory.LeftBytes >= 0
            && (memory.LeftBytes > 0 || memory.ReturnedShare == 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void memory_that_grew_though_nothing_was_seen_to_be_taken_did_not_come_back() =>
        Assert.Equal(0, new LeaseMemory(10, 10, 20).ReturnedShare);
}
