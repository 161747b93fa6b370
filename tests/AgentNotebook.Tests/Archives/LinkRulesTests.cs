using AgentNotebook.Archives;
using AgentNotebook.Archives.Extracting;

namespace AgentNotebook.Tests.Archives;

public class LinkRulesTests
{
    [Fact]
    public void links_that_stay_inside_are_taken() =>
        Assert.Empty(Refused(TarFile.Folder("a"), TarFile.File("a/f", "x"), TarFile.Link("a/l", "f"), TarFile.Link("b", "a/l"), TarFile.Link("a/up", "../b"), TarFile.Link("dangling", "a/not/there")));

    [Fact]
    public void links_that_climb_out_together_are_found_out() =>
        Assert.Equal(ArchiveRule.LinkOutside, Assert.Single(Refused(TarFile.Folder("hub"), TarFile.Link("hub/top", ".."), TarFile.Link("door", "hub/top"), TarFile.Folder("room"), TarFile.Link("room/exit", "../door/../x"))).Rule);

    [Fact]
    public void a_link_that_comes_before_what_makes_it_dangerous_is_found_out_too() =>
        Assert.Equal(ArchiveRule.LinkOutside, Assert.Single(Refused(TarFile.Folder("room"), TarFile.Link("room/exit", "../door/../x"), TarFile.Folder("hub"), TarFile.Link("hub/top", ".."), TarFile.Link("door", "hub/top"))).Rule);

    [Fact]
    public void links_in_a_ring_are_refused() =>
        Assert.Equal(ArchiveRule.LinkLoop, Assert.Single(Refused(TarFile.Link("a", "b"), TarFile.Link("b", "a"))).Rule);

    [Fact]
    public void thousands_of_long_chains_are_judged_in_bounded_time()
    {
        // Each leads through the one before it, again and again.
        var entries = Enumerable.Range(0, 3000).Select(index => TarFile.Link($"l{index}", index == 0 ? "." : string.Join('/', Enumerable.Repeat($"l{index - 1}", 100))));
        Assert.Equal(ArchiveRule.LinkLoop, Assert.Single(Refused([.. entries])).Rule);
    }

    private static IReadOnlyList<ArchiveRefusal> Refused(params System.Formats.Tar.TarEntry[] entries) =>
        Extraction.Run(new MemoryStream(TarFile.Of(entries)), ArchivePolicy.Data, new ExtractionLimits(), target: null).Refusals;
}
