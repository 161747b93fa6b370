using AgentNotebook.Kernel.History;
using AgentNotebook.Kernel.Tests.Zmtp;

namespace AgentNotebook.Kernel.Tests.History;

public class HistoryStoreTests
{
    private readonly StringWriter _log = new();

    [Fact]
    public void what_was_run_is_found_by_the_next_kernel_under_the_sessions_number()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "below", "history.db");
        using (var first = Open(file))
        {
            first.Add(1, "1+1");
            first.Add(2, "2+2");
        }

        using var second = Open(file);
        second.Add(1, "3+3");

        Assert.Equal([new HistoryEntry(1, 2, "2+2"), new HistoryEntry(2, 1, "3+3")], second.Tail(2));
        Assert.Equal([new HistoryEntry(1, 1, "1+1")], second.Range(session: -1, start: 1, stop: 2, count: 10));
        Assert.Equal([new HistoryEntry(2, 1, "3+3")], second.Range(session: 0, start: 0, stop: int.MaxValue, count: 10));
    }

    [Fact]
    public void a_search_takes_stars_and_question_marks_and_nothing_else_for_a_pattern()
    {
        using var history = Open(null);
        history.Add(1, "a[0] = 1");
        history.Add(2, "a[1] = 2");
        history.Add(3, "a[0] = 1");

        Assert.Equal([1, 3], history.Search("a[0]*", unique: false, 10).Select(entry => entry.Line));
        Assert.Equal([3], history.Search("a[0]*", unique: true, 10).Select(entry => entry.Line));
        Assert.Equal([2, 3], history.Search("?[?]*", unique: false, 2).Select(entry => entry.Line));
    }

    [Fact]
    public void several_kernels_write_one_history_at_once()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "history.db");
        var kernels = Enumerable.Range(0, 4).Select(_ => Open(file)).ToList();

        Parallel.ForEach(kernels, kernel =>
        {
            for (var line = 1; line <= 25; line++)
            {
                kernel.Add(line, $"{line}");
            }
        });
        kernels.ForEach(kernel => kernel.Dispose());

        using var reader = Open(file);
        var all = reader.Tail(1_000);
        Assert.Equal(100, all.Count);
        Assert.Equal(4, all.Select(entry => entry.Session).Distinct().Count());
        Assert.Equal("", _log.ToString());
    }

    [Fact]
    public void a_history_that_cannot_be_written_costs_a_line_in_the_log_and_nothing_else()
    {
        using var history = Open("/proc/nowhere/history.db");

        history.Add(1, "1");
        history.Dispose();

        Assert.Contains("/proc/nowhere/history.db", _log.ToString());
    }

    private HistoryStore Open(string? file) => new(file, new KernelLog(_log, 10));
}
