using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteLogRoomTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void room_in_the_log_is_made_once_used_over_and_over_and_gone_with_the_store()
    {
        using (var store = SqliteSessionStore.Open(Store))
        using (var journal = store.Open("s"))
        {
            var lengths = new List<long>();
            for (var i = 0; i < 1500; i++)
            {
                journal.Append([Note(i)]);
                lengths.Add(new FileInfo(Store + "-wal").Length);
            }

            // A commit of two pages needs 8 kB; without room each would have lengthened the file.
            var longer = lengths.Zip(lengths.Skip(1)).Count(pair => pair.Second != pair.First);
            Assert.InRange(longer, 1, 40);
            Assert.InRange(lengths[^1], 1 << 20, 5 << 20);
            Assert.All(Shared(Store + "-wal")[^100..], zero => Assert.Equal(0, zero));
        }

        Assert.False(File.Exists(Store + "-wal"));
        using var again = SqliteSessionStore.OpenReadOnly(Store);
        Assert.True(again.Verify() is { IsIntact: true, Entries: 1500 });
    }

    [Fact]
    public void what_a_killed_process_leaves_is_whole_at_any_moment()
    {
        using var store = SqliteSessionStore.Open(Store);
        using var journal = store.Open("s");
        for (var i = 1; i <= 700; i++)
        {
            journal.Append([Note(i)]);
            if (i % 70 != 0 && i > 20)
                continue;
            var copy = _folder.File($"copy-{i}.db");
            File.WriteAllBytes(copy, Shared(Store));
            File.WriteAllBytes(copy + "-wal", Shared(Store + "-wal"));
            using var left = SqliteSessionStore.Open(copy);
            Assert.Equal(i, left.Read("s").Count());
            Assert.True(left.Verify().IsIntact);
        }
    }

    [Fact]
    public void connections_that_write_in_turns_make_room_without_harm_to_each_other()
    {
        using var first = SqliteSessionStore.Open(Store);
        using var second = SqliteSessionStore.Open(Store);
        using var one = first.Open("one");
        using var other = second.Open("other");
        for (var i = 0; i < 400; i++)
        {
            one.Append([Note(i)]);
            other.Append([Note(i), Note(i)]);
            if (i % 150 == 100)
                first.Compact();
        }

        Assert.Equal((400, 800), (second.Read("one").Count(), first.Read("other").Count()));
        Assert.True(first.Verify().IsIntact);
        Assert.Equal(400, first.Read("one").Count());
    }

    private static JournalDraft Note(int i) => new("run-1", "note", 1, $$"""{"i":{{i}},"text":"{{new string('x', 500)}}"}""");

    private static byte[] Shared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
