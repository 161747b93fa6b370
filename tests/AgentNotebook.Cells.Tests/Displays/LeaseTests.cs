using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Displays;

/// <summary>Leases that cells begin: <c>GpuMemory</c> is there without a using, and what a lease came to is shown below the cell that ended it.</summary>
public class LeaseTests
{
    [Fact]
    public async Task the_report_of_a_lease_is_shown_below_the_cell_in_which_it_ends()
    {
        await using var notebook = new Notebook();
        await notebook.Value("using (var lease = GpuMemory.Lease(\"train\")) { lease.Track(new System.IO.MemoryStream()); }");
        var bundle = Assert.Single(notebook.Output.Bundles);
        Assert.Contains("Lease train", bundle.Data[MimeBundle.Text], StringComparison.Ordinal);
        Assert.Contains("1 object was tracked", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_lease_may_end_in_a_later_cell_and_its_report_is_there_as_a_value()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var lease = GpuMemory.Lease(\"long\");");
        Assert.Empty(notebook.Output.Bundles);
        Assert.Equal("long", await notebook.Value("var report = await lease.EndAsync(); report.Name"));
        Assert.Single(notebook.Output.Bundles, bundle => bundle.Data[MimeBundle.Text].Contains("Lease long", StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_lease_of_a_cell_that_throws_ends_with_it()
    {
        await using var notebook = new Notebook();
        var result = await notebook.Run("using (GpuMemory.Lease(\"failing\")) { throw new System.InvalidOperationException(\"no\"); }");
        Assert.NotNull(result.Error);
        Assert.Contains("Lease failing", Assert.Single(notebook.Output.Bundles).Data[MimeBundle.Text], StringComparison.Ordinal);
    }
}
