using System.Xml.Linq;
using AgentNotebook.Display;
using AgentNotebook.Display.Leases;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.Leases;

public class LeaseViewTests
{
    private const long MiB = 1L << 20;

    [Fact]
    public void a_lease_whose_memory_came_back_says_so_with_before_peak_and_after() =>
        Assert.Equal(
            """
            Lease train: memory came back (2 objects were tracked)
            GPU memory (scripted): 100 MiB before, 868 MiB at its peak, 101 MiB after
            """.ReplaceLineEndings("\n"),
            LeaseView.ToText(Report()));

    [Fact]
    public void without_a_gpu_it_says_that_none_was_measured() =>
        Assert.Contains("process memory (no NVIDIA driver), no GPU was measured: 100 MiB before", LeaseView.ToText(Report() with { IsGpu = false, Title = "process memory (no NVIDIA driver)" }), StringComparison.Ordinal);

    [Fact]
    public void who_holds_what_did_not_come_back_is_named_with_size_and_reason()
    {
        var text = LeaseView.ToText(Kept());
        Assert.Contains("not all of it came back", text, StringComparison.Ordinal);
        Assert.Contains("Of 768 MiB taken, 512 MiB did not come back; up to 38.4 MiB would have counted as back.", text, StringComparison.Ordinal);
        Assert.Contains("Held by:\n  activations (Byte[], 512 MiB). Something still refers to it.", text, StringComparison.Ordinal);
        Assert.Contains("Disposing weights: stuck", text, StringComparison.Ordinal);
        Assert.Contains("libtorch: 1 MiB allocated, 9 MiB taken from the driver. It cannot.", text, StringComparison.Ordinal);
        Assert.Contains("More than its budget of 600 MiB was used.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void where_nobody_is_known_it_says_why()
    {
        Assert.Contains("was not tracked", LeaseView.ToText(Kept() with { Holders = [] }), StringComparison.Ordinal);
        Assert.Contains("lease.Track", LeaseView.ToText(Kept() with { Holders = [], TrackedCount = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void what_was_not_measured_is_not_called_back()
    {
        var text = LeaseView.ToText(Report() with { IsBack = null, Memory = null });
        Assert.Contains("not measured", text, StringComparison.Ordinal);
        Assert.DoesNotContain("came back", text, StringComparison.Ordinal);
    }

    [Fact]
    public void the_picture_is_well_formed_bounded_and_marks_what_is_measured_anew()
    {
        var many = Kept() with
        {
            Name = Hostile.Megabyte,
            Title = Hostile.Megabyte,
            Holders = [.. Enumerable.Range(0, 1000).Select(_ => new LeaseHolder(LeaseHolderKind.StillReferenced, Hostile.Megabyte, Hostile.Megabyte, long.MaxValue, Hostile.Megabyte))],
            Failures = [.. Enumerable.Range(0, 1000).Select(_ => new LeaseFailure(LeaseStep.Dispose, Hostile.Megabyte, Hostile.Megabyte))],
            Devices = [.. Enumerable.Range(0, 1000).Select(index => new LeaseDevice(new MemoryDevice(index, Hostile.Text, 1), null, null, null))],
        };
        foreach (var report in new[] { Report(), Kept(), many })
        {
            var bundle = LeaseView.Render(report);
            var html = XElement.Parse(bundle.Data[MimeBundle.Html]);
            Assert.InRange(bundle.Data[MimeBundle.Html].Length, 1, 100_000);
            Assert.InRange(bundle.Data[MimeBundle.Text].Length, 1, 60_000);
            Assert.Contains(html.DescendantsAndSelf(), element => (string?)element.Attribute("data-volatile") == "memory-curve memory");
            Assert.DoesNotContain(html.Descendants(), element => element.Name.LocalName == "script");
        }
    }

    private static LeaseReport Report() => new(
        "train",
        "GPU memory (scripted)",
        IsGpu: true,
        TimeSpan.FromSeconds(2),
        [new LeaseDevice(new MemoryDevice(0, "gpu", 80L << 30), new MemoryReading(0, 0), new MemoryReading(0, 0), new MemoryReading(0, 0))],
        new LeaseMemory(100 * MiB, 868 * MiB, 101 * MiB),
        IsBack: true,
        32 * MiB,
        [],
        [],
        [])
    {
        TrackedCount = 2,
    };

    private static LeaseReport Kept() => Report() with
    {
        Memory = new LeaseMemory(100 * MiB, 868 * MiB, 612 * MiB),
        IsBack = false,
        ToleranceBytes = (long)(38.4 * MiB),
        Holders = [new LeaseHolder(LeaseHolderKind.StillReferenced, "activations", "Byte[]", 512 * MiB, "Something still refers to it.")],
        Failures = [new LeaseFailure(LeaseStep.Dispose, "weights", "stuck")],
        Allocators = [new LeaseAllocator("libtorch", "It cannot.", new AllocatorStatistics(MiB, 9 * MiB))],
        BudgetBytes = 600 * MiB,
        IsOverBudget = true,
    };
}
