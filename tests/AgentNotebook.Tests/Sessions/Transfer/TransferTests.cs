using System.Text;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Transfer;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Sessions.Transfer;

public sealed class TransferTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteSessionStore _from;
    private readonly SqliteSessionStore _to;

    public TransferTests()
    {
        _from = SqliteSessionStore.Open(_folder.File("from.db"));
        _to = SqliteSessionStore.Open(_folder.File("to.db"));
    }

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void any_session_comes_back_the_same_to_the_letter()
    {
        var number = 0;
        var texts = ArbMap.Default.GeneratorFor<string>().Select(text => new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]));
        var payloads =
            from text in texts
            from space in Gen.Elements("", " ", "\t", "\n", "\r\n", "\u2028")
            from inner in Gen.Choose(0, 3)
            select space.Trim('\u2028') + $$"""{"a" :{{space.Trim('\u2028')}}{{System.Text.Json.JsonSerializer.Serialize(text + space)}}, "a":[1.0e0,{{new string('[', inner)}}0{{new string(']', inner)}}] }""";
        var drafts =
            from payload in payloads
            from run in texts.Select(text => new string([.. text.Where(c => !char.IsControl(c)).Take(50)]))
            from kind in Gen.Elements("note", "value", "model-call")
            from version in Gen.Choose(1, int.MaxValue - 1)
            from time in Gen.Choose(0, int.MaxValue - 1)
            select new JournalDraft(run, kind, version, payload) { Time = DateTimeOffset.UnixEpoch.AddTicks(time * 10_000_010L) };
        Prop.ForAll(drafts.ListOf().ToArbitrary(), list =>
        {
            var name = $"é s{number++}";
            using (var journal = _from.Open(name))
                journal.Append([.. list], list.Count == 0 ? null : list[^1].Time);
            Import(Export(name));
            Assert.Equal(_from.Read(name), _to.Read(name));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.True(_to.Verify().IsIntact, string.Join('\n', _to.Verify().Problems));
    }

    [Fact]
    public void all_sessions_go_in_one_file_and_a_single_one_under_another_name()
    {
        Make("a", 3);
        Make("b", 0);
        Make("c", 300);
        var imported = Import(Export(null));
        Assert.Equal(_from.List().OrderBy(session => session.Name).Select(session => new TransferredSession(session.Name, session.Entries, session.Bytes)), imported);
        Assert.Equal(imported[2] with { Name = "other" }, Assert.Single(Import(Export("c"), "other")));
        Assert.Equal(_from.Read("c"), _to.Read("other"));
        Assert.Contains("second session, 'b'", Refused(Export(null), "one").Message);
        Assert.DoesNotContain(_to.List(), session => session.Name == "one");
        Assert.Contains("'a', 'b', 'c'", Assert.Throws<SessionStoreException>(() => Export("d")).Message.Replace("'c', 'b', 'a'", "'a', 'b', 'c'"));
    }

    [Fact]
    public void a_session_that_is_there_is_not_replaced_but_an_empty_one_is_filled()
    {
        Make("a", 3);
        var lines = Export("a");
        _to.Open("a").Dispose();
        Import(lines);
        Assert.Equal(3, _to.Read("a").Count());
        var refused = Refused(lines);
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
        Assert.Contains("'a'", refused.Message);
        Assert.Equal(3, _to.Read("a").Count());
    }

    [Theory]
    [InlineData("\"i\":2", "\"i\":7", 3, "checksum")]
    [InlineData("\"session\":\"a\"", "\"session\":\"b\"", 2, "checksum")]
    [InlineData("\"sequence\":2", "\"sequence\":3", 3, "entry 3 of session 'a' where entry 2")]
    [InlineData("\"version\":1,\"session\"", "\"version\":2,\"session\"", 1, "update agentnb")]
    [InlineData("\"format\":\"agentnb-session\"", "\"format\":\"other\"", 1, "'agentnb-session'")]
    [InlineData("\"entries\":3", "\"entries\":4", 4, "3 of the 4 entries")]
    [InlineData("\"entries\":3", "\"entries\":2", 4, "format")]
    [InlineData("\"entries\":3", "\"entries\":99999999999", 1, "at most")]
    [InlineData("\"payload\":{\"i\":3}", "\"payload\":[3]", 4, "payload")]
    [InlineData("\"payload\":{\"i\":3}", "\"payload\":{\"i\":3", 4, "JSON")]
    [InlineData("\"kind\":\"note\"", "\"kind\":\"No Kind\"", 2, "checksum")]
    [InlineData("\"run\":\"r\"", "\"run\":\"\\ud800\"", 2, "text")]
    [InlineData("\"run\":\"r\"", "\"run\":7", 2, "'run'")]
    public void a_wrong_line_is_named_by_its_number_and_nothing_is_written(string right, string wrong, int line, string said)
    {
        Make("a", 3);
        var text = Encoding.UTF8.GetString(Export("a"));
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var refused = Refused(Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + right.Length)..]));
        Assert.Equal(SessionStoreFault.Damaged, refused.Fault);
        Assert.Contains($"ine {line}", refused.Message);
        Assert.Contains(said, refused.Message);
        Assert.Contains("the file", refused.Message);
        if (line < 4 || !wrong.Contains("entries", StringComparison.Ordinal))
            Assert.Empty(_to.List());
    }

    [Fact]
    public void lines_and_sessions_over_their_limits_are_refused_before_they_are_held()
    {
        Make("a", 300);
        Assert.Contains("1024 bytes", Refused([.. new byte[5000].Select(_ => (byte)'x')], options: new TransferOptions { MaxLineBytes = 1024 }).Message);
        Assert.Contains("1024 bytes", Refused(Export("a"), options: new TransferOptions { MaxSessionBytes = 1024 }).Message);
        Assert.Contains("299", Refused(Export("a"), options: new TransferOptions { MaxEntries = 299 }).Message);
        Assert.Empty(_to.List());
        Import(Export("a"), options: new TransferOptions { MaxLineBytes = 1024, MaxSessionBytes = 4000, MaxEntries = 300 });
    }

    [Fact]
    public void any_bytes_are_refused_and_never_hang()
    {
        Make("a", 20);
        var right = Export("a");
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var bytes = right.ToArray();
            for (var hit = random.Next(1, 10); hit > 0; hit--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Import(bytes[..random.Next(bytes.Length)], $"x{i}");
                Assert.Fail("taken");
            }
            catch (SessionStoreException e)
            {
                Assert.Equal(SessionStoreFault.Damaged, e.Fault);
            }
        }

        Assert.Empty(_to.List());
    }

    private void Make(string name, int entries)
    {
        using var journal = _from.Open(name);
        journal.Append([.. Enumerable.Range(1, entries).Select(i => new JournalDraft("r", "note", 1, $$"""{"i":{{i}} }""".Replace(" }", i < 4 ? "}" : " }")))]);
    }

    private byte[] Export(string? name)
    {
        using var lines = new MemoryStream();
        SessionExport.Write(_from, name, lines);
        return lines.ToArray();
    }

    private List<TransferredSession> Import(byte[] lines, string? name = null, TransferOptions? options = null)
    {
        var imported = new List<TransferredSession>();
        SessionImport.Read(_to, new MemoryStream(lines), "the file", name, imported.Add, options);
        return imported;
    }

    private SessionStoreException Refused(byte[] lines, string? name = null, TransferOptions? options = null) =>
        Assert.Throws<SessionStoreException>(() => Import(lines, name, options));
}
