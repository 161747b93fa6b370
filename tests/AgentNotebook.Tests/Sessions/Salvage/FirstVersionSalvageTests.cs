using System.Text;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Tests.Sessions.Salvage;

/// <summary>Files of version 1 prove an entry only by the one before it.</summary>
public sealed class FirstVersionSalvageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public FirstVersionSalvageTests() => FirstVersionFile.Make(_folder.File("first.db"), 40, 25);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void an_intact_file_is_kept_whole()
    {
        var report = StoreSalvage.Run(_folder.File("first.db"), _folder.File("new.db"));
        Assert.True(report.IsComplete);
        Assert.Equal(1, FirstVersionFile.Version(_folder.File("first.db")));
        using var store = SqliteSessionStore.OpenReadOnly(_folder.File("new.db"));
        Assert.True(store.Verify().IsIntact);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => FirstVersionFile.Payload(1, n)), store.Read("s1").Select(entry => entry.Payload));
        Assert.Equal(Enumerable.Range(1, 25).Select(n => FirstVersionFile.Payload(2, n)), store.Read("s2").Select(entry => entry.Payload));
    }

    [Fact]
    public void a_flipped_byte_costs_one_entry_and_the_one_after_it_at_most()
    {
        var whole = File.ReadAllBytes(_folder.File("first.db"));
        var random = new Random(9);
        for (var i = 0; i < 25; i++)
        {
            var (file, to) = (_folder.File($"d{i}.db"), _folder.File($"n{i}.db"));
            var damaged = whole.ToArray();
            var at = random.Next(whole.Length);
            damaged[at] ^= 0x41;
            File.WriteAllBytes(file, damaged);
            var report = StoreSalvage.Run(file, to);
            Assert.True(report.Kept >= 63, $"byte {at}: {report.Kept} kept");
            using var store = SqliteSessionStore.OpenReadOnly(to);
            foreach (var session in store.List())
            {
                foreach (var entry in store.Read(session.Name).Where(entry => entry.Kind != "salvaged"))
                    Assert.Contains(entry.Payload, Enumerable.Range(1, 40).SelectMany(n => new[] { FirstVersionFile.Payload(1, n), FirstVersionFile.Payload(2, n) }));
            }
        }
    }

    [Fact]
    public void after_a_gap_the_first_entry_has_no_proof_and_is_named_with_its_page()
    {
        var whole = File.ReadAllBytes(_folder.File("first.db"));
        var page = Enumerable.Range(8, 30).First(page => Encoding.UTF8.GetString(whole, page * 4096, 4096).Contains("\"session\":1", StringComparison.Ordinal) && whole[page * 4096] == 13);
        whole.AsSpan(page * 4096, 4096).Clear();
        File.WriteAllBytes(_folder.File("first.db"), whole);
        var report = StoreSalvage.Run(_folder.File("first.db"), _folder.File("new.db"));
        Assert.Contains(report.Sessions.SelectMany(session => session.Lost), lost => lost.Reason.Contains("page", StringComparison.Ordinal));
        using var store = SqliteSessionStore.OpenReadOnly(_folder.File("new.db"));
        Assert.True(store.Verify().IsIntact);
    }
}
